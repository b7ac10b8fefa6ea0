package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where a zip's central directory lies: its end record, with the zip64 variant for large files (APPNOTE 4.3.14 to 16). */
record ZipEnd(long entries, long directoryOffset, long directorySize) {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64_SIZE = 56;

    static ZipEnd find(FileChannel channel) throws IOException, InvalidPackageException {
        long length = channel.size();
        int tail = (int) Math.min(length, END_SIZE + 0xFFFF);
        ByteBuffer buffer = Channels.read(channel, length - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            // The comment must reach exactly to the end of the file: a signature inside a comment is not the record.
            if (buffer.getInt(at) == END && at + END_SIZE + Short.toUnsignedInt(buffer.getShort(at + 20)) == tail) {
                return read(channel, buffer, at, length - tail + at);
            }
        }
        throw refuse("not a zip file, or cut off: it has no end-of-central-directory record");
    }

    private static ZipEnd read(FileChannel channel, ByteBuffer buffer, int at, long position)
            throws IOException, InvalidPackageException {
        if (buffer.getShort(at + 4) != 0 || buffer.getShort(at + 6) != 0) {
            throw refuse("the zip is split over several disks; a VNF package is one file");
        }
        ZipEnd end = new ZipEnd(
                Short.toUnsignedLong(buffer.getShort(at + 10)),
                Integer.toUnsignedLong(buffer.getInt(at + 16)),
                Integer.toUnsignedLong(buffer.getInt(at + 12)));
        long endOfDirectory = position;
        if (position >= LOCATOR_SIZE) {
            ByteBuffer locator = Channels.read(channel, position - LOCATOR_SIZE, LOCATOR_SIZE);
            if (locator.getInt(0) == LOCATOR64) {
                endOfDirectory = locator.getLong(8);
                end = read64(channel, endOfDirectory);
            }
        }
        if (end.directoryOffset < 0
                || end.directorySize < 0
                || end.directoryOffset + end.directorySize != endOfDirectory) {
            throw refuse("the zip's central directory is not where its end record says");
        }
        return end;
    }

    private static ZipEnd read64(FileChannel channel, long position) throws IOException, InvalidPackageException {
        if (position < 0 || position > channel.size() - END64_SIZE) {
            throw refuse("the zip's zip64 end record lies outside of the file");
        }
        ByteBuffer record = Channels.read(channel, position, END64_SIZE);
        if (record.getInt(0) != END64) {
            throw refuse("the zip's zip64 end record is not where its locator says");
        }
        return new ZipEnd(record.getLong(32), record.getLong(48), record.getLong(40));
    }

    private static InvalidPackageException refuse(String message) {
        return new InvalidPackageException(PackageProblem.of(message));
    }
}
