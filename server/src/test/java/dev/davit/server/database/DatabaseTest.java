package dev.davit.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path dataDir;

    @AfterEach
    void stopWhatATestLeftRunning() throws Exception {
        try (var last = Database.open(options())) {
            assertThat(last.description()).contains("127.0.0.1");
        }
    }

    private DatabaseOptions options() {
        return DatabaseOptions.embedded(dataDir).withBinariesDir(TestDatabase.binaries());
    }

    private Path data() {
        return dataDir.resolve("postgresql/data");
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        try (var database = Database.open(options())) {
            database.jdbi().useHandle(h -> h.execute("create table kept (word text)"));
            database.jdbi().useHandle(h -> h.execute("insert into kept values ('straße')"));
        }
        try (var database = Database.open(options())) {
            String word = database.jdbi()
                    .withHandle(h -> h.createQuery("select word from kept")
                            .mapTo(String.class)
                            .one());
            assertThat(word).isEqualTo("straße");
        }
    }

    @Test
    void closingStopsPostgresql() throws Exception {
        long pid;
        try (var database = Database.open(options())) {
            pid = PostmasterFile.read(data()).orElseThrow().pid();
            assertThat(database.dataSource()).isNotNull();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void adoptsThePostgresqlOfAKilledServer() throws Exception {
        // What a killed server leaves: PostgreSQL running, nobody holding the lock.
        EmbeddedPostgres left = EmbeddedPostgres.start(dataDir.resolve("postgresql"), TestDatabase.binaries());
        try (var database = Database.open(options())) {
            assertThat(PostmasterFile.read(data()).orElseThrow().pid()).isEqualTo(left.pid());
            assertThat(database.description()).startsWith(left.target("davit").jdbcUrl());
        }
        assertThat(ProcessHandle.of(left.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void startsAfterPostgresqlWasKilledToo() throws Exception {
        EmbeddedPostgres left = EmbeddedPostgres.start(dataDir.resolve("postgresql"), TestDatabase.binaries());
        var process = ProcessHandle.of(left.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        try (var database = Database.open(options())) {
            assertThat(PostmasterFile.read(data()).orElseThrow().pid()).isNotEqualTo(left.pid());
            assertThat(database.dataSource()).isNotNull();
        }
    }

    @Test
    void aStalePidOfAnotherProgramDoesNotStopTheStart() throws Exception {
        Database.open(options()).close();
        Files.writeString(
                data().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data() + "\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n");
        try (var database = Database.open(options())) {
            assertThat(database.dataSource()).isNotNull();
        }
    }

    @Test
    void thePostgresqlOfSomebodyElseIsNotStopped(@TempDir(cleanup = CleanupMode.ALWAYS) Path others) throws Exception {
        Database.open(options()).close();
        EmbeddedPostgres foreign = EmbeddedPostgres.start(others, TestDatabase.binaries());
        try {
            // After a reboot without a clean end: the number of our PostgreSQL is now that of another one.
            Files.writeString(
                    data().resolve("postmaster.pid"),
                    foreign.pid() + "\n" + data() + "\n1700000000\n1\n\n127.0.0.1\n0 0\nready   \n");
            try (var database = Database.open(options())) {
                assertThat(database.dataSource()).isNotNull();
            }
            assertThat(ProcessHandle.of(foreign.pid()).filter(ProcessHandle::isAlive))
                    .isPresent();
        } finally {
            foreign.close();
        }
    }

    @Test
    void postgresqlIsStartedAgainWhenItEndsByItself() throws Exception {
        try (var database = Database.open(options())) {
            var process = ProcessHandle.of(
                            PostmasterFile.read(data()).orElseThrow().pid())
                    .orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            assertThat(answer(database)).isEqualTo(1);
        }
    }

    private static int answer(Database database) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try {
                return database.jdbi()
                        .withHandle(h ->
                                h.createQuery("select 1").mapTo(Integer.class).one());
            } catch (org.jdbi.v3.core.JdbiException notYet) {
                assertThat(System.nanoTime()).as(notYet.toString()).isLessThan(end);
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @Test
    void theDataDirectoryIsForTheOwnerOnly() throws Exception {
        Path fresh = dataDir.resolve("a/b");
        Database.open(DatabaseOptions.embedded(fresh).withBinariesDir(TestDatabase.binaries()))
                .close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondServerOnTheSameDataDirectoryIsRefused() {
        try (var first = Database.open(options())) {
            assertThat(first.dataSource()).isNotNull();
            assertThatThrownBy(() -> Database.open(options()))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("Another Davit server")
                    .hasMessageContaining("--data-dir");
        }
    }

    @Test
    void thePasswordIsForTheOwnerOnly() throws Exception {
        Database.open(options()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("postgresql/password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anUnreachableDatabaseIsAClearError() {
        assertThatThrownBy(() -> Database.open(
                        DatabaseOptions.of(dataDir, java.util.Optional.of("postgresql://u:topsecret@127.0.0.1:1/x"))))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x")
                .hasMessageNotContaining("topsecret");
    }
}
