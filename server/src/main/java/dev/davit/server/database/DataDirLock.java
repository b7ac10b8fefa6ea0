package dev.davit.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a second server away from a data directory. The operating system gives it back when the process ends, however. */
final class DataDirLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirLock take(Path dataDir) {
        Path file = dataDir.resolve("server.lock");
        try {
            makeFolder(dataDir);
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (tryLock(channel) == null) {
                    String owner = Files.readString(file).strip();
                    channel.close();
                    throw new DatabaseStartException("Another Davit server"
                            + (owner.isEmpty() ? "" : " (process " + owner + ")") + " uses the data directory "
                            + dataDir + ". Stop it, or give this one another --data-dir.");
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return new DataDirLock(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The data directory " + dataDir + " cannot be used: " + e
                            + ". It must be writable for this user; --data-dir names another one.",
                    e);
        }
    }

    /** Packages, logs and keys are nobody's business but the owner's. One that is there keeps the rights it was given. */
    private static void makeFolder(Path dataDir) throws IOException {
        if (!Files.isDirectory(dataDir)) {
            if (dataDir.getParent() != null) {
                Files.createDirectories(dataDir.getParent());
            }
            Files.createDirectories(
                    dataDir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
