package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A header of the central directory, zip64 extra field applied (APPNOTE 4.3.12, 4.5.3).
 *
 * @param madeBy host system that made the entry; 3 is Unix
 * @param mode upper half of the external attributes: on Unix the file's st_mode
 * @param name the name's raw bytes
 */
record ZipHeader(
        int madeBy,
        int flags,
        int method,
        long crc,
        long compressedSize,
        long size,
        long offset,
        int mode,
        ByteBuffer name) {
    private static final int FIXED = 46;
    private static final int ZIP64 = 1;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;

    @Override
    public ByteBuffer name() {
        return name.duplicate();
    }

    /** Reads the header at the buffer's position and moves behind it. */
    static ZipHeader central(ByteBuffer buffer) throws InvalidPackageException {
        int at = buffer.position();
        int nameLength = Short.toUnsignedInt(buffer.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(buffer.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(buffer.getShort(at + 32));
        if (buffer.remaining() < FIXED + nameLength + extraLength + commentLength) {
            throw new InvalidPackageException(PackageProblem.of("the zip's central directory is cut off"));
        }
        long compressed = Integer.toUnsignedLong(buffer.getInt(at + 20));
        long size = Integer.toUnsignedLong(buffer.getInt(at + 24));
        long offset = Integer.toUnsignedLong(buffer.getInt(at + 42));
        ByteBuffer large =
                zip64(buffer.slice(at + FIXED + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN));
        // The field holds only those of the three values that do not fit, in this order.
        size = size == IN_ZIP64 && large.remaining() >= 8 ? large.getLong() : size;
        compressed = compressed == IN_ZIP64 && large.remaining() >= 8 ? large.getLong() : compressed;
        offset = offset == IN_ZIP64 && large.remaining() >= 8 ? large.getLong() : offset;
        buffer.position(at + FIXED + nameLength + extraLength + commentLength);
        return new ZipHeader(
                Byte.toUnsignedInt(buffer.get(at + 5)),
                Short.toUnsignedInt(buffer.getShort(at + 8)),
                Short.toUnsignedInt(buffer.getShort(at + 10)),
                Integer.toUnsignedLong(buffer.getInt(at + 16)),
                compressed,
                size,
                offset,
                buffer.getInt(at + 38) >>> 16,
                buffer.slice(at + FIXED, nameLength));
    }

    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == ZIP64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }
}
