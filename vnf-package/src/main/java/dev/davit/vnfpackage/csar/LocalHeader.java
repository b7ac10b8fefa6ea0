package dev.davit.vnfpackage.csar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The header in front of a file's data. It must agree with the central directory, or two readers see two packages. */
final class LocalHeader {
    private static final int SIGNATURE = 0x04034b50;
    private static final int FIXED = 30;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    private LocalHeader() {}

    static final class MismatchException extends Exception {
        private static final long serialVersionUID = 1L;

        MismatchException(String message) {
            super(message);
        }
    }

    /** Where the file's data begins. */
    static long dataOffset(FileChannel channel, ZipHeader central) throws IOException, MismatchException {
        int nameLength = central.name().remaining();
        if (central.offset() > channel.size() - FIXED - nameLength) {
            throw new MismatchException("lies outside of the zip");
        }
        ByteBuffer local = Channels.read(channel, central.offset(), FIXED + nameLength);
        if (local.getInt(0) != SIGNATURE) {
            throw new MismatchException("has no local header where the zip's central directory says");
        }
        int flags = Short.toUnsignedInt(local.getShort(6));
        boolean same = Short.toUnsignedInt(local.getShort(26)) == nameLength
                && local.slice(FIXED, nameLength).equals(central.name())
                && Short.toUnsignedInt(local.getShort(8)) == central.method()
                && (flags & 1) == (central.flags() & 1);
        if (same && (flags & SIZES_FOLLOW) == 0) {
            same = agrees(local.getInt(18), central.compressedSize()) && agrees(local.getInt(22), central.size());
        }
        if (!same) {
            throw new MismatchException("has a local header that differs from the zip's central directory");
        }
        return central.offset() + FIXED + nameLength + Short.toUnsignedInt(local.getShort(28));
    }

    private static boolean agrees(int local, long central) {
        long value = Integer.toUnsignedLong(local);
        return value == IN_ZIP64 || value == central;
    }
}
