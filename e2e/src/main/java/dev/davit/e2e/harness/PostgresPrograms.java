package dev.davit.e2e.harness;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** PostgreSQL's programs: the first server of a build unpacks them, which takes a processor two seconds; all others find its copy. */
final class PostgresPrograms {
    private static final Path SHARED = Checkout.root().resolve("e2e/target/postgresql");

    private PostgresPrograms() {}

    /** To a server that has not been started yet. */
    static void lendTo(Path serverData) throws IOException {
        Path folder = Files.createDirectories(serverData.resolve("postgresql"));
        for (Path version : versions(SHARED)) {
            Files.createSymbolicLink(folder.resolve(version.getFileName()), version);
        }
    }

    /** What a server that runs has unpacked. */
    static void keepFrom(Path serverData) throws IOException {
        for (Path version : versions(serverData.resolve("postgresql"))) {
            Path kept = SHARED.resolve(version.getFileName());
            if (!Files.exists(kept)) {
                Files.createDirectories(SHARED);
                Path copy = SHARED.resolveSibling("postgresql-" + UUID.randomUUID());
                Program.run(List.of("cp", "--archive", version.toString(), copy.toString()));
                try {
                    Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
                } catch (FileSystemException anotherWasFaster) {
                    Program.run(List.of("rm", "-r", copy.toString()));
                }
            }
        }
    }

    private static List<Path> versions(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> Files.isExecutable(one.resolve("bin/postgres")))
                    .toList();
        }
    }
}
