package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A dockerd that the lab starts by itself, on the usual socket, on a machine without a service manager. It belongs to a
 * session of its own (Ctrl-C in the lab's terminal does not reach it), writes to {@code dockerd.log} and is found again
 * by {@code dockerd.pid} in the engine's directory.
 */
final class DockerDaemon {
    private static final Path USUAL_SOCKET = Path.of("/var/run/docker.sock");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final Path socket;
    private final List<String> options;

    DockerDaemon(Path directory) {
        this(directory, USUAL_SOCKET, List.of());
    }

    /** @param options more of dockerd's, for one beside the machine's own */
    DockerDaemon(Path directory, Path socket, List<String> options) {
        this.directory = directory;
        this.socket = socket;
        this.options = List.copyOf(options);
    }

    Path socket() {
        return socket;
    }

    /** As for DOCKER_HOST. */
    String endpoint() {
        return "unix://" + socket;
    }

    /** Whether an engine answers on the socket, this one or another. */
    boolean answers() {
        return EngineConnection.answers(endpoint());
    }

    Path log() {
        return directory.resolve("dockerd.log");
    }

    /** The daemon of this or an earlier run, if it lives. */
    Optional<ProcessHandle> running() {
        try {
            var pid = Long.parseLong(Files.readString(pidFile()).strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info()
                            .command()
                            .map(command -> command.endsWith("dockerd"))
                            .orElse(false));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns when it answers; one that lives, but does not answer yet, is waited for and not started again. */
    void start() {
        try {
            var living = running();
            if (living.isPresent()) {
                waitUntilItAnswers(living.get(), beginOfLog());
                return;
            }
            Files.createDirectories(directory);
            Files.deleteIfExists(pidFile());
            var begin = beginOfLog();
            waitUntilItAnswers(launch().toHandle(), begin);
        } catch (IOException e) {
            throw new EngineUnavailableException("Cannot start dockerd: " + e.getMessage(), e);
        }
    }

    private Process launch() throws IOException {
        var bin = Files.createDirectories(directory.resolve("bin"));
        executable(bin.resolve("runc"), Resources.text("guest/runc-front.sh"));
        preferWorkingIptables(bin);
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment()
                .merge(
                        "PATH",
                        bin + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        (old, ours) -> ours);
        builder.environment().remove("DOCKER_HOST");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return builder.start();
    }

    private long beginOfLog() throws IOException {
        return Files.exists(log()) ? Files.size(log()) : 0;
    }

    private List<String> command() {
        var words = new ArrayList<>(List.of(
                "setsid",
                "dockerd",
                "--host",
                endpoint(),
                "--pidfile",
                pidFile().toString()));
        words.addAll(options);
        return words;
    }

    private void waitUntilItAnswers(ProcessHandle daemon, long begin) throws IOException {
        var deadline = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            var gone = awaitExit(daemon, Duration.ofMillis(200));
            if (gone || Instant.now().isAfter(deadline)) {
                var why = gone ? "has ended" : "does not answer after " + START_LIMIT.toSeconds() + " s";
                throw new EngineUnavailableException("dockerd " + why + ". The end of " + log() + ":\n" + tail(begin));
            }
        }
    }

    private static boolean awaitExit(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new EngineUnavailableException("Cannot wait for dockerd (pid " + process.pid() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException("Interrupted while dockerd was starting", e);
        }
    }

    /** Stops it with all its containers; no effect when it does not run. */
    void stop() {
        running().ifPresent(handle -> {
            handle.destroy();
            try {
                handle.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new EngineUnavailableException(
                        "dockerd (pid " + handle.pid() + ") does not stop; see " + log(), e);
            }
        });
    }

    /** Debian's iptables speaks nf_tables; on a kernel without it only the legacy variant works. */
    private static void preferWorkingIptables(Path bin) throws IOException {
        for (var name : List.of("iptables", "ip6tables")) {
            var link = bin.resolve(name);
            Files.deleteIfExists(link);
            var legacy = Path.of("/usr/sbin", name + "-legacy");
            if (!works(name) && Files.isExecutable(legacy) && works(legacy.toString())) {
                Files.createSymbolicLink(link, legacy);
            }
        }
    }

    private static boolean works(String iptables) {
        try {
            LocalCommand.of(Duration.ofSeconds(10), iptables, "--table", "nat", "--list-rules")
                    .run(line -> {});
            return true;
        } catch (LocalCommand.LocalCommandException e) {
            return false;
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String tail(long begin) throws IOException {
        try (var channel = Files.newByteChannel(log(), StandardOpenOption.READ)) {
            channel.position(Math.max(begin, channel.size() - 4000));
            var lines = new ArrayList<String>();
            new java.io.BufferedReader(
                            java.nio.channels.Channels.newReader(channel, java.nio.charset.StandardCharsets.UTF_8))
                    .lines()
                    .forEach(lines::add);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        }
    }

    private Path pidFile() {
        return directory.resolve("dockerd.pid");
    }
}
