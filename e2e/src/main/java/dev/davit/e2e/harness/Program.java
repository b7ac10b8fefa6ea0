package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of Davit's programs in a process of its own, so that it can be killed like in real life. */
public final class Program implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private final String url;

    private Program(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /**
     * Starts a main class on the class path of this JVM and waits for its line {@code ... ready on URL}.
     *
     * @param log standard output and error go there
     * @throws IllegalStateException with the log's end when it stops or is not ready within two minutes
     */
    public static Program java(Class<?> main, Path log, Map<String, String> environment, List<String> arguments) {
        return start(command(main, arguments), log, environment);
    }

    /** Runs a main class of this JVM's class path to its end. @throws AssertionError with what it printed when it fails */
    public static void run(Class<?> main, List<String> arguments) {
        run(command(main, arguments));
    }

    /** Runs a command to its end. @return what it printed @throws AssertionError with that when it fails */
    public static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command.getFirst() + " ... " + command.getLast() + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(Class<?> main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Starts a command and waits for its ready line. */
    public static Program start(List<String> command, Path log, Map<String, String> environment) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(log);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            String url = waitUntilReady(process, log);
            return new Program(process, log, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String waitUntilReady(Process process, Path log) throws IOException {
        Pattern ready = Pattern.compile(" ready on (https?://\\S+)");
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            boolean alive = process.isAlive();
            Matcher found = ready.matcher(Files.readString(log));
            if (found.find()) {
                return found.group(1);
            }
            if (!alive) {
                throw new IllegalStateException(
                        "ended with status " + process.exitValue() + " before it was ready:\n" + tail(log));
            }
            Poll.pause(Duration.ofMillis(5));
        }
        process.destroyForcibly();
        throw new IllegalStateException("not ready after " + START_LIMIT + ":\n" + tail(log));
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /** Where it listens, e.g. http://127.0.0.1:40123. */
    public String url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    /** All that it printed. */
    public String output() {
        return read(log);
    }

    static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does: no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** SIGTERM, and SIGKILL when it has not ended after 30 seconds. */
    @Override
    public void close() {
        process.destroy();
        if (!await(Duration.ofSeconds(30))) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end within 30 s of SIGTERM; its log: " + log);
        }
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
