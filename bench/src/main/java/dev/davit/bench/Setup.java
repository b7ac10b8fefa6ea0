package dev.davit.bench;

import dev.davit.e2e.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lab (hypervisor none) and server as a user starts them, through the launcher, with a data directory that is thrown away. */
final class Setup implements AutoCloseable {
    private final Path folder;
    private final Path launcher;

    Setup(Path launcher) throws IOException {
        this.launcher = launcher;
        this.folder = Files.createTempDirectory("davit-bench");
    }

    Path folder() {
        return folder;
    }

    Path serverData() {
        return folder.resolve("server");
    }

    Program startLab() {
        return start(
                "lab",
                "--hypervisor",
                "none",
                "--port",
                "0",
                "--data-dir",
                folder.resolve("lab").toString());
    }

    Program startServer() {
        return start(
                "server", "--no-auth", "--port", "0", "--data-dir", serverData().toString());
    }

    /** @param heap as in {@code -Xmx}, e.g. 64m */
    Program startServerWithHeap(String heap) {
        return start(
                Map.of("DAVIT_JAVA_OPTS", "-Xmx" + heap),
                "server",
                "--no-auth",
                "--port",
                "0",
                "--data-dir",
                serverData().toString());
    }

    private Program start(String program, String... options) {
        return start(Map.of(), program, options);
    }

    private Program start(Map<String, String> environment, String program, String... options) {
        var command = new java.util.ArrayList<>(List.of(launcher.toString(), program));
        command.addAll(List.of(options));
        return Program.start(command, folder.resolve(program + ".log"), environment);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
