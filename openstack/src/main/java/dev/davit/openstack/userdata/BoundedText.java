package dev.davit.openstack.userdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a process's output on a thread of its own, up to a limit. */
final class BoundedText implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final InputStream source;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Thread reader = Thread.ofVirtual().unstarted(() -> {});

    BoundedText(InputStream source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /** @param tooLong what to do when there is more than the limit; the rest is not read */
    void read(Runnable tooLong) {
        reader = Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[BUFFER];
            try {
                for (int got = source.read(buffer); got >= 0; got = source.read(buffer)) {
                    int room = limit - bytes.size();
                    bytes.write(buffer, 0, Math.min(room, got));
                    if (got > room) {
                        tooLong.run();
                        return;
                    }
                }
            } catch (IOException ended) {
                // The process was ended while it was writing.
            }
        });
    }

    /** All of it, after the process has ended. */
    String text() throws InterruptedException {
        reader.join();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            // Nothing is read any more.
        }
    }
}
