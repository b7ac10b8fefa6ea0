package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Davit's other programs, started through the script that started this one. */
final class Programs {
    private static final int LAST_LINES = 15;

    private final Path launcher;

    Programs(Path launcher) {
        this.launcher = launcher;
    }

    /** The folder in which the script lies: a checkout or a distribution. */
    Path root() {
        return launcher.toAbsolutePath().getParent();
    }

    /**
     * Runs a program to its end.
     *
     * @param say gets each line that it prints
     * @throws CliException with its last lines when it fails
     */
    void run(Consumer<String> say, String... arguments) throws IOException, InterruptedException {
        Process process = builder(List.of(arguments)).redirectErrorStream(true).start();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(line -> {
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.removeFirst();
                }
                say.accept(line);
            });
            int status = process.waitFor();
            if (status != 0) {
                throw new CliException(
                        ExitCode.FAILED,
                        "'davit " + String.join(" ", arguments) + "' ended with status " + status + ":\n"
                                + String.join("\n", last));
            }
        } finally {
            process.destroy();
        }
    }

    /** Starts a service, in a session of its own: Ctrl-C in the terminal means the demo, which ends its services in order. */
    Service start(String name, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = builder(command);
        builder.command().addFirst("setsid");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Service(name, builder.start(), log);
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // what runs must be one build, even when somebody edits the sources meanwhile
        builder.environment().put("DAVIT_NO_BUILD", "1");
        return builder;
    }
}
