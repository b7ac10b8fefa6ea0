package dev.davit.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends what the demo has started; for its own end, and for what a killed one left. */
final class Leftovers {
    private final Programs programs;
    private final DemoHome home;
    private final Traces traces;

    Leftovers(Programs programs, DemoHome home, Traces traces) {
        this.programs = programs;
        this.home = home;
        this.traces = traces;
    }

    boolean exist() {
        return !traces.isEmpty();
    }

    void endServer() throws IOException, InterruptedException {
        end("server");
        for (ProcessHandle database : databases()) {
            Service.stop(database);
        }
    }

    void endLab(Checklist.Item item) throws IOException, InterruptedException {
        end("lab");
        if (Files.exists(home.data("lab"))) {
            programs.run(
                    item.progress(),
                    "lab",
                    "purge",
                    "--data-dir",
                    home.data("lab").toString());
        }
    }

    void endEngine(Checklist.Item item) throws IOException, InterruptedException {
        programs.run(item.progress(), "lab", "engine", "--stop");
    }

    boolean engineIsOurs() {
        return traces.hasEngine();
    }

    private void end(String program) throws InterruptedException {
        Optional<ProcessHandle> process = traces.program(program);
        if (process.isPresent()) {
            Service.stop(process.get());
        }
    }

    /** A PostgreSQL outlives a server that was killed; its pid file, in the data directory, names it in the first line. */
    private List<ProcessHandle> databases() throws IOException {
        if (!Files.exists(home.data("server"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home.data("server"), 4)) {
            return files.filter(file -> file.endsWith("postmaster.pid"))
                    .flatMap(Leftovers::owner)
                    .toList();
        }
    }

    private static Stream<ProcessHandle> owner(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines
                    .limit(1)
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains(pidFile.getParent().toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty(); // it went away with its database
        }
    }
}
