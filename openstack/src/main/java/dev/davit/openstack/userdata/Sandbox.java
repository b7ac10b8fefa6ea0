package dev.davit.openstack.userdata;

import dev.davit.lifecycle.plan.StepFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the program of the resources python/sandbox in the system's Python: a process of its own that isolates itself before it reads a script. The
 * isolation is described there; time and output are bounded here. Nothing is written to disk, and when this returns the
 * process has ended, however it went.
 */
final class Sandbox {
    private static final List<Path> INTERPRETERS =
            List.of(Path.of("/usr/bin/python3"), Path.of("/usr/local/bin/python3"), Path.of("/bin/python3"));

    private static final String PROGRAM = Stream.of("system", "isolation", "filter", "script", "process")
            .map(part -> new String(PythonResources.bytes("sandbox/" + part + ".py"), StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n\n"));

    private final List<String> command;
    private final SandboxLimits limits;
    private final Semaphore turn;

    /** What came back. @param document empty when the process ended without a result */
    record Outcome(Optional<String> document, String printed, Ending ending) {}

    enum Ending {
        FINISHED,
        TOOK_TOO_LONG,
        RESULT_TOO_LONG,
        PRINTED_TOO_MUCH,
        KILLED
    }

    /** @param prefix a command that runs the command that follows it; empty outside of tests */
    Sandbox(List<String> prefix, SandboxLimits limits) {
        this.command = List.copyOf(prefix);
        this.limits = limits;
        this.turn = new Semaphore(limits.atOnce());
    }

    SandboxLimits limits() {
        return limits;
    }

    /** @throws StepFailedException when there is no Python or it cannot be started */
    Outcome run(byte[] request) throws StepFailedException, InterruptedException {
        turn.acquire();
        try {
            return runNow(request);
        } finally {
            turn.release();
        }
    }

    private Outcome runNow(byte[] request) throws StepFailedException, InterruptedException {
        Process process = start();
        try (var result = new BoundedText(process.getInputStream(), limits.outputBytes());
                var printed = new BoundedText(process.getErrorStream(), limits.printedBytes())) {
            var ending = new AtomicReference<>(Ending.FINISHED);
            result.read(() -> end(process, ending, Ending.RESULT_TOO_LONG));
            printed.read(() -> end(process, ending, Ending.PRINTED_TOO_MUCH));
            Thread.ofVirtual().start(() -> send(process, request));
            if (!process.waitFor(limits.wallClock().toMillis(), TimeUnit.MILLISECONDS)) {
                end(process, ending, Ending.TOOK_TOO_LONG);
            }
            int status = process.waitFor();
            String document = result.text();
            if (status != 0) {
                ending.compareAndSet(Ending.FINISHED, Ending.KILLED);
            }
            boolean whole = ending.get() == Ending.FINISHED && !document.isBlank();
            return new Outcome(whole ? Optional.of(document) : Optional.empty(), printed.text(), ending.get());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void end(Process process, AtomicReference<Ending> ending, Ending reason) {
        ending.compareAndSet(Ending.FINISHED, reason);
        process.destroyForcibly();
    }

    private static void send(Process process, byte[] request) {
        try (var in = process.getOutputStream()) {
            in.write(request);
        } catch (IOException ended) {
            // It ended before it had read everything; its outcome says why.
        }
    }

    private Process start() throws StepFailedException {
        var whole = new ArrayList<>(command);
        whole.addAll(Stream.of(interpreter().toString(), "-I", "-S", "-B", "-X", "utf8", "-c")
                .toList());
        whole.add(PROGRAM);
        var builder = new ProcessBuilder(whole).directory(Path.of("/").toFile());
        builder.environment().clear();
        try {
            return builder.start();
        } catch (IOException e) {
            throw StepFailedException.of(
                    "Python cannot be started for the user-data script: " + e.getMessage(),
                    "Check that the machine has memory and processes left, then retry.",
                    e);
        }
    }

    private static Path interpreter() throws StepFailedException {
        return INTERPRETERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> StepFailedException.of(
                        "the package has a user-data script in Python, and this machine has no Python",
                        "Install python3 (3.9 or newer) on the machine of the server, then retry."));
    }
}
