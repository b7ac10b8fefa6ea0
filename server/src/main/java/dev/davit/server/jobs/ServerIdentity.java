package dev.davit.server.jobs;

import dev.davit.server.database.DatabaseStartException;
import dev.davit.server.database.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name under which a server holds jobs: it belongs to the data directory, which only one living server can have. So a
 * server knows that jobs held under its own name were left by a predecessor that is dead.
 */
public record ServerIdentity(String name) {

    public static ServerIdentity of(Path dataDir) {
        Path file = dataDir.resolve("server.id");
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, "davit-" + UUID.randomUUID() + "\n");
            }
            return new ServerIdentity(Files.readString(file).strip());
        } catch (IOException e) {
            throw new DatabaseStartException("The file " + file + " could not be read or written: " + e, e);
        }
    }
}
