package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program on this machine, run with an argument list (never through a shell) and a time limit.
 *
 * @param words program and arguments
 * @param environment added to this process's own
 * @param limit the program is ended after it
 * @param directory to run in, else this process's own
 */
record LocalCommand(List<String> words, Map<String, String> environment, Duration limit, Optional<Path> directory) {
    private static final int KEPT_LINES = 20;

    LocalCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    LocalCommand(List<String> words, Map<String, String> environment, Duration limit) {
        this(words, environment, limit, Optional.empty());
    }

    static LocalCommand of(Duration limit, String... words) {
        return new LocalCommand(List.of(words), Map.of(), limit);
    }

    LocalCommand with(String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return new LocalCommand(words, more, limit, directory);
    }

    LocalCommand in(Path where) {
        return new LocalCommand(words, environment, limit, Optional.of(where));
    }

    /**
     * @param progress gets each line of output as it comes
     * @throws LocalCommandException with the last lines of output, when it cannot be started, fails or takes too long
     */
    void run(Consumer<String> progress) {
        var last = new ArrayDeque<String>();
        try {
            var builder = new ProcessBuilder(new ArrayList<>(words)).redirectErrorStream(true);
            builder.environment().putAll(environment);
            directory.ifPresent(where -> builder.directory(where.toFile()));
            var process = builder.start();
            process.getOutputStream().close();
            var reader = Thread.ofVirtual()
                    .start(() -> process.inputReader().lines().forEach(line -> {
                        synchronized (last) {
                            last.addLast(line);
                            if (last.size() > KEPT_LINES) {
                                last.removeFirst();
                            }
                        }
                        progress.accept(line);
                    }));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw failure("took longer than " + limit.toSeconds() + " s", last);
            }
            reader.join(Duration.ofSeconds(5));
            if (process.exitValue() != 0) {
                throw failure("ended with exit status " + process.exitValue(), last);
            }
        } catch (IOException e) {
            throw new LocalCommandException("Cannot run " + words.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalCommandException("Interrupted while running " + words.getFirst(), e);
        }
    }

    private LocalCommandException failure(String what, ArrayDeque<String> last) {
        synchronized (last) {
            return new LocalCommandException(
                    "%s %s. Last output:%n%s".formatted(String.join(" ", words), what, String.join("\n", last)), null);
        }
    }

    /** The command, how it ended and its last lines of output. */
    static final class LocalCommandException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LocalCommandException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
