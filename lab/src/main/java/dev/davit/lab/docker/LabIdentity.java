package dev.davit.lab.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Which lab this is, towards the engine. A lab with a data directory keeps its identity there and finds its servers again
 * after a restart; one without has a new identity each time and leaves nothing behind.
 *
 * @param id see {@link LabObjects}
 * @param lasting whether the servers go on when the lab stops
 */
record LabIdentity(String id, boolean lasting) {

    static LabIdentity of(Optional<Path> dataDirectory) {
        return dataDirectory
                .map(directory -> new LabIdentity(kept(directory), true))
                .orElseGet(() -> new LabIdentity(fresh(), false));
    }

    /** The identity that is in a data directory already. */
    static Optional<String> existing(Path dataDirectory) {
        var file = file(dataDirectory);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String kept(Path dataDirectory) {
        var known = existing(dataDirectory);
        if (known.isPresent()) {
            return known.get();
        }
        var id = fresh();
        try {
            Files.createDirectories(dataDirectory);
            Files.writeString(file(dataDirectory), id + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(dataDirectory), e);
        }
        return id;
    }

    private static Path file(Path dataDirectory) {
        return dataDirectory.resolve("lab-id");
    }

    private static String fresh() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
