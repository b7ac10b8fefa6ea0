package dev.davit.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class ServerLogTest {
    private static String logged(String message, Throwable thrown) {
        var logger = new LoggerContext().getLogger("dev.davit.Test");
        return new ServerLog.Line()
                .doLayout(new LoggingEvent(ServerLogTest.class.getName(), logger, Level.WARN, message, thrown, null));
    }

    @Test
    void whatAClientHasSentCannotPretendToBeAnotherLine() {
        String forged = "\n2026-01-31T12:00:00.000Z INFO  Api all is well\u001b[2J";
        String text = logged("said " + forged, new IllegalStateException("said " + forged));
        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(text).contains("all is well").doesNotContain("\u001b").endsWith("\n");
    }

    @Test
    void anExceptionShowsItsTraceAndNoPassword() {
        String text = logged("failed", new IllegalStateException("at http://u:hidden@h", new RuntimeException("why")));
        assertThat(text)
                .contains("at http://u:***@h", "Caused by: java.lang.RuntimeException: why", "at dev.davit.server")
                .doesNotContain("hidden");
    }
}
