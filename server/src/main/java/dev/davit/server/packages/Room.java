package dev.davit.server.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Leaves room on the disk that packages go to: the database is mostly on the same one, and a PostgreSQL that cannot write its log
 * stops.
 */
interface Room {
    /** What stays free. 256 MiB: as much as the embedded PostgreSQL's log may take. */
    long RESERVE = 256L << 20;

    /** How often it is looked, in bytes; what several uploads take in between is well below the reserve. */
    long BETWEEN_LOOKS = 8L << 20;

    /** In bytes. */
    long left() throws IOException;

    /** There is no more than the reserve. */
    final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom(long left) {
            super("only " + left + " bytes are left on the disk");
        }
    }

    static Room on(Path folder) {
        return () -> Files.getFileStore(folder).getUsableSpace();
    }

    /** The same channel, which refuses to take the last room. */
    default WritableByteChannel sparing(WritableByteChannel out) {
        return new WritableByteChannel() {
            private long untilLook;

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (untilLook <= 0) {
                    long left = left();
                    if (left < RESERVE) {
                        throw new NoRoom(left);
                    }
                    untilLook = BETWEEN_LOOKS;
                }
                int written = out.write(bytes);
                untilLook -= written;
                return written;
            }

            @Override
            public boolean isOpen() {
                return out.isOpen();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}
