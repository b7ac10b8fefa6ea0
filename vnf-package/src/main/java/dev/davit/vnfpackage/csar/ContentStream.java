package dev.davit.vnfpackage.csar;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A file's content. Counts while reading: more or fewer bytes than the central directory says, or another CRC-32, end in a
 * {@link DamagedFileException}, so the limits that were checked against the directory hold for what is really read.
 */
final class ContentStream extends InputStream {
    private static final int INFLATE_BUFFER = 64 << 10;

    private final ZipRecord file;
    private final InputStream source;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean ended;

    ContentStream(ZipRecord file, InputStream region) {
        this.file = file;
        this.source = file.method() == ZipRecord.STORED ? region : new Inflating(region);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int got;
        try {
            got = source.read(buffer, offset, length);
        } catch (ZipException e) {
            throw new DamagedFileException(file.path(), "its compressed data is damaged (" + e.getMessage() + ")", e);
        }
        if (got < 0) {
            end();
            return -1;
        }
        count += got;
        if (count > file.size()) {
            throw new DamagedFileException(
                    file.path(), "unpacks to more than the " + file.size() + " bytes that the zip says", null);
        }
        crc.update(buffer, offset, got);
        return got;
    }

    private void end() throws DamagedFileException {
        if (ended) {
            return;
        }
        ended = true;
        if (count != file.size()) {
            throw new DamagedFileException(file.path(), "has " + count + " bytes; the zip says " + file.size(), null);
        }
        if (crc.getValue() != file.crc()) {
            throw new DamagedFileException(file.path(), "its CRC-32 differs from the zip's: the file is damaged", null);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), INFLATE_BUFFER);
        }

        @Override
        protected void fill() throws IOException {
            len = in.read(buf, 0, buf.length);
            if (len < 0) {
                throw new ZipException("unexpected end of compressed data");
            }
            inf.setInput(buf, 0, len);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                inf.end();
            }
        }
    }
}
