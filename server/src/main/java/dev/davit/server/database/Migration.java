package dev.davit.server.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to this version of Davit. Several servers may start at once: Flyway takes a lock. */
final class Migration {
    private Migration() {}

    static void run(DataSource dataSource, ConnectionTarget target) {
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
}
