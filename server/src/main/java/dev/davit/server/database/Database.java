package dev.davit.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's PostgreSQL, embedded or external: migrated, pooled, and closed in the reverse order of opening. Its data
 * directory is locked against other servers while it is open.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String NAME = "davit";
    private static final String INVALID_CATALOG_NAME = "3D000";

    private final DataDirLock lock;
    private final Optional<EmbeddedPostgres> embedded;
    private final ConnectionTarget target;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(
            DataDirLock lock, Optional<EmbeddedPostgres> embedded, ConnectionTarget target, HikariDataSource pool) {
        this.lock = lock;
        this.embedded = embedded;
        this.target = target;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** @throws DatabaseStartException saying what to do */
    public static Database open(DatabaseOptions options) {
        long start = System.nanoTime();
        DataDirLock lock = DataDirLock.take(options.dataDir());
        Optional<EmbeddedPostgres> embedded = Optional.empty();
        try {
            ConnectionTarget target;
            if (options.url().isPresent()) {
                target = ConnectionTarget.parse(options.url().get());
            } else {
                embedded = Optional.of(
                        EmbeddedPostgres.start(options.dataDir().resolve("postgresql"), options.binariesDir())
                                .keepAlive());
                createDatabase(embedded.get());
                target = embedded.get().target(NAME);
            }
            var database = openPool(options, lock, embedded, target);
            LOG.info("database ready in {} ms ({})", (System.nanoTime() - start) / 1_000_000, target);
            return database;
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedPostgres::close);
            lock.close();
            throw e;
        }
    }

    private static Database openPool(
            DatabaseOptions options, DataDirLock lock, Optional<EmbeddedPostgres> embedded, ConnectionTarget target) {
        HikariDataSource pool = pool(options, target);
        try {
            Migration.run(pool, target);
            return new Database(lock, embedded, target, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Where it is, without the password. */
    public String description() {
        return target.toString();
    }

    private static HikariDataSource pool(DatabaseOptions options, ConnectionTarget target) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(target.jdbcUrl());
        target.user().ifPresent(config::setUsername);
        target.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(options.maxConnections());
        config.setMinimumIdle(2);
        config.setIdleTimeout(60_000);
        config.setConnectionTimeout(15_000);
        config.setInitializationFailTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "davit");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Errors quote the values of a failing row otherwise.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new DatabaseStartException(
                    "No connection to the database at " + target + ": " + reason.getMessage()
                            + " Check that it runs, and the address, user and password in --database-url.",
                    e);
        }
    }

    /** Only right after initdb there is something to do. */
    private static void createDatabase(EmbeddedPostgres postgres) {
        try (var probe = connect(postgres.target(NAME))) {
            LOG.trace("database {} exists", NAME);
        } catch (SQLException e) {
            if (!INVALID_CATALOG_NAME.equals(e.getSQLState())) {
                throw new DatabaseStartException("The embedded PostgreSQL refuses connections: " + e.getMessage(), e);
            }
            try (var connection = connect(postgres.target("postgres"));
                    var statement = connection.createStatement()) {
                statement.execute("create database " + NAME);
            } catch (SQLException failed) {
                throw new DatabaseStartException("The database could not be created: " + failed.getMessage(), failed);
            }
        }
    }

    private static Connection connect(ConnectionTarget target) throws SQLException {
        var properties = new Properties();
        target.user().ifPresent(user -> properties.put("user", user));
        target.password().ifPresent(password -> properties.put("password", password));
        return DriverManager.getConnection(target.jdbcUrl(), properties);
    }

    @Override
    public void close() {
        pool.close();
        embedded.ifPresent(EmbeddedPostgres::close);
        lock.close();
    }
}
