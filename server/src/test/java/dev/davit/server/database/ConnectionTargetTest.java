package dev.davit.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTargetTest {
    @Test
    void aPostgresqlUrlIsTakenApart() {
        var target = ConnectionTarget.parse("postgresql://davit:p%40ss+word@db.example:5433/vnfm?sslmode=require");
        assertThat(target)
                .isEqualTo(new ConnectionTarget(
                        "jdbc:postgresql://db.example:5433/vnfm?sslmode=require",
                        Optional.of("davit"),
                        Optional.of("p@ss+word")));
    }

    @Test
    void printingShowsNoPassword() {
        assertThat(ConnectionTarget.parse("jdbc:postgresql://db/x?user=u&password=hidden"))
                .hasToString("jdbc:postgresql://db/x");
    }

    @Test
    void aBadUrlIsNotQuoted() {
        assertThatThrownBy(() -> ConnectionTarget.parse("postgresql://u:pass word@db/x"))
                .hasMessageContaining("percent-encoded")
                .hasMessageNotContaining("pass word")
                .hasNoCause();
    }
}
