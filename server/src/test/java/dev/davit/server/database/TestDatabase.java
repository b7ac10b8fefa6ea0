package dev.davit.server.database;

import dev.davit.server.secret.SecretBox;
import dev.davit.server.secret.SecretKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * A fresh, migrated database for one test, in an embedded PostgreSQL that all tests of this JVM share and that ends with
 * it. Closing drops the database.
 */
public final class TestDatabase implements AutoCloseable {
    private final String name;
    private final Path dataDir;
    private final Database database;
    private final SecretBox secrets;

    private TestDatabase(String name, Path dataDir, Database database, SecretBox secrets) {
        this.name = name;
        this.dataDir = dataDir;
        this.database = database;
        this.secrets = secrets;
    }

    /** Where tests keep the unpacked binaries, so that not each test run unpacks them. */
    public static Path binaries() {
        return Path.of("target", "postgresql").toAbsolutePath();
    }

    public static TestDatabase create() {
        try {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            Shared.ADMIN.useHandle(handle -> handle.execute("create database " + name));
            Path dataDir = Files.createTempDirectory("davit-test-");
            var database = Database.open(DatabaseOptions.of(dataDir, Optional.of(url(name))));
            return new TestDatabase(name, dataDir, database, SecretKeyFile.open(dataDir, database.jdbi()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database for a server that a test starts: its URL. Give it to {@link #drop} in the end. */
    public static String createEmpty() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        Shared.ADMIN.useHandle(handle -> handle.execute("create database " + name));
        return url(name);
    }

    public static void drop(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        Shared.ADMIN.useHandle(handle -> handle.execute("drop database " + name + " with (force)"));
    }

    private static String url(String name) {
        var target = Shared.POSTGRES.target(name);
        return target.jdbcUrl() + "?user=" + target.user().orElseThrow() + "&password="
                + target.password().orElseThrow();
    }

    public Jdbi jdbi() {
        return database.jdbi();
    }

    public Database database() {
        return database;
    }

    public SecretBox secrets() {
        return secrets;
    }

    public Path dataDir() {
        return dataDir;
    }

    @Override
    public void close() {
        database.close();
        Shared.ADMIN.useHandle(handle -> handle.execute("drop database " + name + " with (force)"));
        delete(dataDir);
    }

    public static void delete(Path root) {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final Path FOLDER = folder();
        static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(FOLDER, binaries());
        static final Jdbi ADMIN = Jdbi.create(
                POSTGRES.target("postgres").jdbcUrl(),
                POSTGRES.target("postgres").user().orElseThrow(),
                POSTGRES.target("postgres").password().orElseThrow());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                POSTGRES.close();
                delete(FOLDER);
            }));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("davit-test-postgresql-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
