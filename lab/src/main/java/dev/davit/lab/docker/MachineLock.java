package dev.davit.lab.docker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Work that only one at a time may do on this machine, whether thread or process: the holder of a locked file. The file
 * stays, since one that is deleted and made anew could be locked twice; the lock ends with its process at the latest.
 */
record MachineLock(Path file) {
    /** A process can hold a file's lock only once, so its own threads wait here. */
    private static final Object IN_THIS_PROCESS = new Object();

    /**
     * Waits for the lock, then does the work.
     *
     * @throws EngineUnavailableException when the file cannot be locked
     */
    <T> T hold(Supplier<T> work) {
        synchronized (IN_THIS_PROCESS) {
            try (var channel = open()) {
                var lock = channel.lock();
                try {
                    return work.get();
                } finally {
                    lock.release();
                }
            } catch (IOException e) {
                throw new EngineUnavailableException("Cannot lock " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private FileChannel open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
