package dev.davit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this checkout. */
public final class Checkout {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    private Checkout() {}

    /** The folder with ARCHITECTURE.md, at or above the one that the test runs in. */
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "there is no ARCHITECTURE.md at or above " + Path.of("").toAbsolutePath());
    }

    public static List<Path> filesEndingWith(String end) {
        try (Stream<Path> all = Files.walk(root())) {
            return all.filter(file -> file.getFileName().toString().endsWith(end))
                    .filter(file -> !isGenerated(root().relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGenerated(Path file) {
        for (Path part : file) {
            if (NOT_OURS.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }
}
