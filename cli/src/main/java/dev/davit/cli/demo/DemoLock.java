package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One demo at a time: an operating system's lock, which ends with its process however that ends. */
final class DemoLock implements AutoCloseable {
    private final FileChannel channel;

    private DemoLock(FileChannel channel) {
        this.channel = channel;
    }

    static DemoLock take(DemoHome home) throws IOException {
        Files.createDirectories(home.folder());
        FileChannel channel = FileChannel.open(
                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
        if (lock.isEmpty()) {
            channel.close();
            String owner = Files.readString(home.lock()).strip();
            throw new CliException(
                    ExitCode.CONFLICT,
                    "A demo is running already" + (owner.isEmpty() ? "." : ": process " + owner + "."),
                    "'davit vnf list' talks to it; Ctrl-C in its terminal"
                            + (owner.isEmpty() ? "" : ", or 'kill " + owner + "',") + " ends it.");
        }
        return new DemoLock(channel);
    }

    /** Leaves word who holds it. */
    void sign() throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
