package dev.davit.server.packages;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast the other side of a download must be; one that has stalled, or trickles, would hold a place among the few downloads
 * for ever.
 *
 * @param bytes that must come within each window of time
 */
record Pace(Duration window, long bytes) {
    static final Pace DEFAULT = new Pace(Duration.ofSeconds(60), 1 << 20);

    /** The same stream; reading fails once it has become too slow. Closing it ends the watching. */
    InputStream watch(InputStream body) {
        return new Watched(body, this);
    }

    private static final class Watched extends FilterInputStream {
        private final Pace pace;
        private final AtomicLong count = new AtomicLong();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean tooSlow;

        Watched(InputStream body, Pace pace) {
            super(body);
            this.pace = pace;
            Thread.ofVirtual().name("download-pace").start(this::look);
        }

        private void look() {
            try {
                long before = 0;
                while (!closed.await(pace.window().toMillis(), TimeUnit.MILLISECONDS)) {
                    long now = count.get();
                    if (now - before < pace.bytes()) {
                        tooSlow = true;
                        in.close();
                        return;
                    }
                    before = now;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException closing) {
                // Whoever reads learns of it.
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got;
            try {
                got = super.read(buffer, offset, length);
            } catch (IOException e) {
                throw tooSlow ? slow() : e;
            }
            if (tooSlow) {
                throw slow();
            }
            count.addAndGet(Math.max(0, got));
            return got;
        }

        private IOException slow() {
            return new IOException("less than " + pace.bytes() + " bytes came within "
                    + pace.window().toSeconds() + " s");
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            super.close();
        }
    }
}
