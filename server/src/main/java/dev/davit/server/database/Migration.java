package dev.davit.server.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to this version of Davit. Several servers may start at once: Flyway takes a lock. As a rule there is
 * nothing to do, and finding that out by one query saves most of the time that loading Flyway takes.
 */
final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
    private static final String FOLDER = "/db/migration/";

    /** All scripts, in order; a test compares with the folder. */
    static final List<String> SCRIPTS = List.of(
            "V1__lifecycle.sql",
            "V2__packages_and_vims.sql",
            "V3__deliveries_in_order.sql",
            "V4__vims_of_vnfs_and_host_keys.sql");

    private record Applied(String script, int checksum) {}

    private Migration() {}

    static void run(DataSource dataSource, ConnectionTarget target) {
        if (isUpToDate(dataSource)) {
            return;
        }
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .connectRetries(0)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseStartException(
                    "The tables of the database at " + target + " could not be brought to this version of Davit: "
                            + e.getMessage(),
                    e);
        }
    }

    static boolean isUpToDate(DataSource dataSource) {
        var applied = new ArrayList<Applied>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var exists = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
            exists.next();
            if (!exists.getBoolean(1)) {
                return false;
            }
            try (var rows = statement.executeQuery(
                    "select script, checksum from flyway_schema_history where success order by installed_rank")) {
                while (rows.next()) {
                    applied.add(new Applied(rows.getString(1), rows.getInt(2)));
                }
            }
        } catch (SQLException e) {
            LOG.debug("Flyway is to find out what is wrong: {}", e.getMessage());
            return false;
        }
        return applied.equals(SCRIPTS.stream()
                .map(script -> new Applied(script, checksum(script)))
                .toList());
    }

    /** As Flyway computes it: CRC-32 over the lines without their ends. */
    private static int checksum(String script) {
        var crc = new CRC32();
        try (InputStream in = Migration.class.getResourceAsStream(FOLDER + script);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }
}
