package dev.davit.server.secret;

import dev.davit.server.database.DatabaseStartException;
import dev.davit.server.database.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The key that opens what the database holds sealed: file {@code secret.key} in the data directory, readable by its owner
 * only. Created with the database; after that it must be there and fit. Servers that share a database share the key.
 */
public final class SecretKeyFile {
    private static final String KNOWN_TEXT = "davit";

    private SecretKeyFile() {}

    /** @throws DatabaseStartException when the key is missing or does not fit the data */
    public static SecretBox open(Path dataDir, Jdbi jdbi) {
        Path file = dataDir.resolve("secret.key");
        boolean fresh = check(jdbi).isEmpty();
        if (fresh && !Files.exists(file)) {
            create(file);
        }
        var box = new SecretBox(read(file));
        if (fresh) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "insert into secret_key_check (sealed) values (:sealed) on conflict do nothing")
                    .bind("sealed", box.seal(KNOWN_TEXT))
                    .execute());
        }
        try {
            box.open(check(jdbi).orElseThrow());
            return box;
        } catch (SealBrokenException e) {
            throw new DatabaseStartException("The key in " + file + " is not the one that the database's secrets were"
                    + " sealed with. Restore the right secret.key (servers that share a database need the same one).");
        }
    }

    private static Optional<byte[]> check(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select sealed from secret_key_check")
                .mapTo(byte[].class)
                .findOne());
    }

    private static void create(Path file) {
        var key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            PrivateFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new DatabaseStartException("The key file " + file + " could not be written: " + e, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == SecretBox.KEY_BYTES) {
                return key;
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw new DatabaseStartException(
                    "The key file " + file + " is missing, but the database holds data sealed with"
                            + " it. Restore the file from a backup (servers that share a database need the same one).");
        } catch (IOException e) {
            throw new DatabaseStartException("The key file " + file + " could not be read: " + e, e);
        } catch (IllegalArgumentException notBase64) {
            // Told below; the exception's message would quote the key.
        }
        throw new DatabaseStartException("The key file " + file + " must hold " + SecretBox.KEY_BYTES
                + " bytes in Base64. Restore it from a backup.");
    }
}
