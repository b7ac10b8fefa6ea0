package dev.davit.vnfpackage.csar;

import java.util.Comparator;

/**
 * One file of a zip, as its central directory describes it and its local header confirms.
 *
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param headerOffset of the local header, from the start of the zip
 * @param dataOffset of the first byte of (compressed) content
 */
record ZipRecord(
        PackagePath path, int method, long crc, long compressedSize, long size, long headerOffset, long dataOffset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final Comparator<ZipRecord> IN_FILE_ORDER = Comparator.comparingLong(ZipRecord::headerOffset);

    long end() {
        return dataOffset + compressedSize;
    }
}
