package dev.davit.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that belongs to one data directory.
 *
 * <ol>
 *   <li>Unpack the binaries, once per version; initdb, once.
 *   <li>A PostgreSQL that a killed server left running is adopted when it is of our version and takes our password;
 *       one of another version is stopped first.
 *   <li>Otherwise start it on a free port of 127.0.0.1, in a session of its own, so that Ctrl-C on the terminal does not
 *       stop it before the server has finished its work.
 * </ol>
 *
 * Its password lies beside the data, readable by the owner only.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    static final String USER = "davit";
    private static final long START_SECONDS = 60;
    private static final int ATTEMPTS = 3;
    private static final long AGAIN_SECONDS = 2;

    private static final java.util.concurrent.Executor THREADS =
            task -> Thread.ofVirtual().name("postgresql").start(task);

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;
    private final String password;
    private ProcessHandle postmaster;
    private int port;
    private boolean closed;

    private EmbeddedPostgres(PostgresBinaries binaries, Path folder, PostgresData data) {
        this.binaries = binaries;
        this.data = data.folder();
        this.log = folder.resolve("postgresql.log");
        this.password = data.password();
    }

    static EmbeddedPostgres start(Path folder, Path binariesDir) {
        try {
            Files.createDirectories(folder);
            var binaries = PostgresBinaries.unpackOnce(binariesDir);
            var postgres = new EmbeddedPostgres(binaries, folder, PostgresData.open(folder, USER, binaries));
            if (!postgres.adopt()) {
                postgres.launch();
            }
            return postgres;
        } catch (IOException e) {
            throw new DatabaseStartException("The embedded PostgreSQL in " + folder + " could not be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("interrupted while the embedded PostgreSQL was starting", e);
        }
    }

    ConnectionTarget target(String database) {
        return new ConnectionTarget(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, Optional.of(USER), Optional.of(password));
    }

    long pid() {
        return postmaster.pid();
    }

    private boolean adopt() throws IOException, InterruptedException {
        Optional<PostmasterFile> left = PostmasterFile.read(data);
        if (left.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> process = left.get().process(data);
        if (process.isEmpty()) {
            if (ProcessHandle.of(left.get().pid()).isPresent()) {
                // PostgreSQL would refuse to start for fear of a process that only has the number of its predecessor.
                LOG.info(
                        "process {} is not the PostgreSQL of this data, removing the stale postmaster.pid",
                        left.get().pid());
                Files.deleteIfExists(data.resolve("postmaster.pid"));
            }
            return false;
        }
        postmaster = process.get();
        port = left.get().port();
        awaitReady(postmaster.onExit());
        Optional<String> running = runningVersion();
        if (running.isEmpty() || !running.get().equals(binaries.version())) {
            LOG.info("stopping PostgreSQL {} (process {}) left by an earlier server", running.orElse("?"), pid());
            stop();
            return false;
        }
        LOG.info("adopted PostgreSQL {} on port {} (process {})", running.get(), port, pid());
        return true;
    }

    /** The version of the server on our port, if it is ours: it takes our password and has our data. */
    private Optional<String> runningVersion() {
        var target = target("postgres");
        try (var connection = DriverManager.getConnection(target.jdbcUrl(), USER, password);
                var result = connection
                        .createStatement()
                        .executeQuery("select current_setting('server_version'), current_setting('data_directory')")) {
            result.next();
            return Path.of(result.getString(2)).equals(data) ? Optional.of(result.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            LOG.warn("the PostgreSQL left on port {} does not answer: {}", port, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * From now on starts PostgreSQL again, on the same port, when it ends although nobody has stopped it: killed because memory was
     * short, say, or ended by a full disk. The pool's connections come back by themselves.
     */
    EmbeddedPostgres keepAlive() {
        CompletableFuture<ProcessHandle> exit = postmaster.onExit();
        THREADS.execute(() -> {
            exit.join();
            revive();
        });
        return this;
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        LOG.error(
                "PostgreSQL (process {}) has ended although nobody stopped it; starting it again (see {})", pid(), log);
        try {
            launch(port);
            LOG.info("PostgreSQL runs again on port {} (process {})", port, pid());
            keepAlive();
        } catch (IOException | DatabaseStartException e) {
            LOG.error("PostgreSQL does not start, trying again in {} s: {}", AGAIN_SECONDS, e.getMessage());
            CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS, THREADS)
                    .execute(this::revive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch() throws IOException, InterruptedException {
        launch(0);
    }

    /** @param wanted the port; 0 for any free one */
    private void launch(int wanted) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            port = wanted == 0 ? freePort() : wanted;
            Files.writeString(data.resolve("postgresql.conf"), PostgresSettings.text(port));
            if (Files.exists(log) && Files.size(log) > PostgresSettings.MAX_LOG_BYTES) {
                Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = PostgresCommand.of(List.of("setsid"), binaries.program("postgres"), "-D", data.toString())
                    .directory(data.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
            postmaster = process.toHandle();
            if (awaitReady(process.onExit())) {
                LOG.debug("PostgreSQL {} runs on port {} (process {})", binaries.version(), port, pid());
                return;
            }
            String said = new String(readFrom(log, logStart), java.nio.charset.StandardCharsets.UTF_8).strip();
            if (attempt == ATTEMPTS || !said.contains("Address already in use")) {
                throw new DatabaseStartException("The embedded PostgreSQL did not start; it said (" + log + "):\n"
                        + said + PostgresCommand.advice(said));
            }
        }
    }

    private boolean awaitReady(CompletableFuture<?> exit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            Optional<PostmasterFile> file = PostmasterFile.read(data);
            if (file.isPresent() && file.get().ready() && file.get().pid() == pid()) {
                return true;
            }
            try {
                exit.get(4, TimeUnit.MILLISECONDS);
                return false;
            } catch (TimeoutException stillRunning) {
                continue;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IOException(e);
            }
        }
        stop();
        throw new DatabaseStartException(
                "The embedded PostgreSQL was not ready after " + START_SECONDS + " s; see " + log);
    }

    private static byte[] readFrom(Path file, long start) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(start);
            return in.readNBytes(8192);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop() throws IOException, InterruptedException {
        CompletableFuture<ProcessHandle> exit = postmaster.onExit();
        if (postmaster.isAlive()) {
            PostgresCommand.run(binaries.program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-W", "-s");
        }
        try {
            exit.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new IOException("PostgreSQL (process " + pid() + ") did not stop within " + START_SECONDS + " s", e);
        }
    }

    /** Stops it; what was committed is on disk in any case. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            stop();
        } catch (IOException | DatabaseStartException e) {
            LOG.warn("stopping the embedded PostgreSQL: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
