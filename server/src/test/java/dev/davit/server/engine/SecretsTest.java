package dev.davit.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    /** Every row of every table as text; bytea shows as hex there, so the hex forms are looked for too. */
    private String everything() {
        return bed.database.jdbi().withHandle(handle -> {
            List<String> tables = handle.createQuery(
                            "select quote_ident(tablename) from pg_tables where schemaname = 'public'")
                    .mapTo(String.class)
                    .list();
            var all = new StringBuilder();
            for (String table : tables) {
                handle.createQuery("select t::text from " + table + " t")
                        .mapTo(String.class)
                        .forEach(row -> all.append(row).append('\n'));
            }
            return all.toString();
        });
    }

    @Test
    void noTableHoldsAPasswordInClear() {
        bed.vim.failures.put("start [host-a]", "could not log in as ubuntu with " + TestVnf.SSH_PASSWORD);
        var operation = bed.start(bed.create().id(), TestVnf.instantiate("configured"));
        bed.run(operation);
        bed.lifecycle.retry(EngineBed.CALLER, operation);
        bed.run(operation);
        String tables = everything();
        assertThat(tables).contains("logging in with ***");
        for (String secret : List.of(TestVnf.SSH_PASSWORD, TestVnf.VIM_PASSWORD)) {
            assertThat(tables)
                    .doesNotContain(secret)
                    .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
