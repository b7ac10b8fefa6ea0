package dev.davit.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that hold credentials: at no time anybody but their owner can read them. */
public final class SecretFile {
    private SecretFile() {}

    /** Replaces what is there; the old or the new content is there whatever happens. */
    public static void write(Path file, String content) throws IOException {
        Path target = file.toAbsolutePath();
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part", onlyOwner);
        try {
            Files.writeString(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
