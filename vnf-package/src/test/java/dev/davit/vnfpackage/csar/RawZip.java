package dev.davit.vnfpackage.csar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that they can be wrong in ways that no library writes. */
final class RawZip {
    private final List<Entry> entries = new ArrayList<>();

    /** An entry; the central directory's values can be set apart from the local header's. */
    static final class Entry {
        final byte[] name;
        byte[] localName;
        byte[] data;
        int method;
        int flags;
        int mode;
        long crc;
        long size;
        long localSize;
        long compressedSize;
        int shareOffsetOf = -1;

        Entry(String name, byte[] content, boolean deflate) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            localName = this.name;
            CRC32 sum = new CRC32();
            sum.update(content);
            crc = sum.getValue();
            size = content.length;
            localSize = size;
            data = deflate ? deflated(content) : content;
            method = deflate ? 8 : 0;
            compressedSize = data.length;
        }

        Entry mode(int value) {
            mode = value;
            return this;
        }

        Entry flags(int value) {
            flags = value;
            return this;
        }

        Entry method(int value) {
            method = value;
            return this;
        }

        Entry size(long both) {
            size = both;
            localSize = both;
            return this;
        }

        Entry centralSize(long value) {
            size = value;
            return this;
        }

        Entry crc(long value) {
            crc = value;
            return this;
        }

        Entry localName(String value) {
            localName = value.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Entry data(byte[] value) {
            data = value;
            compressedSize = value.length;
            return this;
        }

        Entry shareOffsetOf(int index) {
            shareOffsetOf = index;
            return this;
        }
    }

    Entry stored(String name, byte[] content) {
        return add(new Entry(name, content, false));
    }

    Entry stored(String name) {
        return stored(name, "x".getBytes(StandardCharsets.UTF_8));
    }

    Entry deflated(String name, byte[] content) {
        return add(new Entry(name, content, true));
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Entry e : entries) {
            if (e.shareOffsetOf >= 0) {
                offsets.add(offsets.get(e.shareOffsetOf));
                continue;
            }
            offsets.add(out.size());
            ByteBuffer local = buffer(30 + e.localName.length);
            local.putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) e.flags)
                    .putShort((short) e.method);
            local.putInt(0).putInt((int) e.crc).putInt((int) e.compressedSize).putInt((int) e.localSize);
            local.putShort((short) e.localName.length).putShort((short) 0).put(e.localName);
            out.writeBytes(local.array());
            out.writeBytes(e.data);
        }
        int directory = out.size();
        for (int i = 0; i < entries.size(); i++) {
            Entry e = entries.get(i);
            ByteBuffer central = buffer(46 + e.name.length);
            central.putInt(0x02014b50).put((byte) 20).put((byte) 3).putShort((short) 20);
            central.putShort((short) e.flags)
                    .putShort((short) e.method)
                    .putInt(0)
                    .putInt((int) e.crc);
            central.putInt((int) e.compressedSize).putInt((int) e.size).putShort((short) e.name.length);
            central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
            central.putInt(e.mode << 16).putInt(offsets.get(i)).put(e.name);
            out.writeBytes(central.array());
        }
        ByteBuffer end = buffer(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) entries.size()).putShort((short) entries.size());
        end.putInt(out.size() - directory).putInt(directory).putShort((short) 0);
        out.writeBytes(end.array());
        return out.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 << 10];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
