package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of Davit's that runs beside the demo. */
record Service(String name, Process process, Path log) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration TIME_TO_END = Duration.ofSeconds(30);
    private static final int LAST_LINES = 15;

    /** Waits for the line "... ready on URL". @throws CliException with the end of its log when it does not come */
    void awaitReady(Duration limit) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (!Files.readString(log).contains(" ready on ")) {
            if (!process.isAlive()) {
                throw failed("ended with status " + process.exitValue());
            }
            if (Instant.now().isAfter(deadline)) {
                throw failed("was not ready after " + limit.toSeconds() + " s");
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
    }

    void stop() throws InterruptedException {
        stop(process.toHandle());
    }

    /** Asks a process to end, and after a while makes it. */
    static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!ends(process)) {
            process.destroyForcibly();
            ends(process);
        }
    }

    private static boolean ends(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(TIME_TO_END.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        }
    }

    private CliException failed(String how) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new CliException(ExitCode.FAILED, "davit " + name + " " + how + ":\n" + end, "The whole log: " + log);
    }
}
