package dev.davit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Tells the servers that share a database apart: file {@code node-id} in the data directory, made at the first start. */
final class NodeId {
    private NodeId() {}

    static UUID of(Path dataDir) {
        Path file = dataDir.resolve("node-id");
        try {
            return UUID.fromString(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return create(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("The file " + file + " must hold a UUID and be readable: " + e.getMessage(), e);
        }
    }

    private static UUID create(Path file) {
        UUID id = UUID.randomUUID();
        try {
            Files.writeString(file, id + "\n");
            return id;
        } catch (IOException e) {
            throw new StartException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
