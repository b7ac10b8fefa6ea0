package dev.davit.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What runs because of this demo, written down before it is used, so that the next demo can end what a killed one left. A
 * process is known by its id and its start time: the id alone may mean another one by then.
 */
final class Traces {
    private static final String ENGINE = "engine";

    private final Path file;
    private final Properties entries = new Properties();

    private Traces(Path file) {
        this.file = file;
    }

    static Traces read(DemoHome home) throws IOException {
        Traces traces = new Traces(home.traces());
        if (Files.exists(traces.file)) {
            try (var reader = Files.newBufferedReader(traces.file)) {
                traces.entries.load(reader);
            }
        }
        return traces;
    }

    void program(String name, ProcessHandle process) throws IOException {
        String started = process.info().startInstant().map(Instant::toString).orElse("");
        entries.setProperty(name, process.pid() + " " + started);
        write();
    }

    void engineStarted() throws IOException {
        entries.setProperty(ENGINE, "started");
        write();
    }

    boolean hasEngine() {
        return entries.containsKey(ENGINE);
    }

    /** The process of a program, if it still runs. */
    Optional<ProcessHandle> program(String name) {
        String[] parts = entries.getProperty(name, "").split(" ", 2);
        if (parts.length < 2 || !parts[0].matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> process.info()
                        .startInstant()
                        .map(Instant::toString)
                        .orElse("")
                        .equals(parts[1]));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private void write() throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            entries.store(writer, "What the running demo has started");
        }
    }
}
