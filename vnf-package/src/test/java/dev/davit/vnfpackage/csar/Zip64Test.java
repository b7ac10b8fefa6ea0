package dev.davit.vnfpackage.csar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and offsets beyond 4 GiB; the large file is a hole on the disk. */
class Zip64Test {
    private static final long LARGE = 5L << 30;
    private static final byte[] SMALL = "behind the large one".getBytes(StandardCharsets.UTF_8);
    private static final int EXTRA = 28;

    @TempDir
    Path folder;

    @Test
    void readsFilesBeyondFourGibibytes() throws Exception {
        Path zip = folder.resolve("large.zip");
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            write(channel);
        }
        try (ZipCsar csar = ZipCsar.open(zip, CsarLimits.DEFAULTS);
                InputStream large = csar.open(new PackagePath("large"));
                InputStream small = csar.open(new PackagePath("small"))) {
            assertThat(csar.size(new PackagePath("large"))).isEqualTo(LARGE);
            assertThat(large.readNBytes(1000)).isEqualTo(new byte[1000]);
            assertThat(small.readAllBytes()).isEqualTo(SMALL);
        }
    }

    private static void write(FileChannel channel) throws Exception {
        CRC32 crc = new CRC32();
        crc.update(SMALL);
        channel.write(local("large", 0, LARGE));
        channel.position(channel.position() + LARGE);
        long smallOffset = channel.position();
        channel.write(local("small", crc.getValue(), SMALL.length));
        channel.write(ByteBuffer.wrap(SMALL));
        long directory = channel.position();
        channel.write(central("large", 0, LARGE, 0));
        channel.write(central("small", crc.getValue(), SMALL.length, smallOffset));
        long end64 = channel.position();
        ByteBuffer end = buffer(56 + 20 + 22);
        end.putInt(0x06064b50)
                .putLong(44)
                .putInt(0x002d_002d)
                .putLong(0)
                .putLong(2)
                .putLong(2);
        end.putLong(end64 - directory).putLong(directory);
        end.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        end.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) 2)
                .putShort((short) 2)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        channel.write(end.flip());
    }

    private static ByteBuffer local(String name, long crc, long size) {
        ByteBuffer header = buffer(30 + name.length() + 20);
        header.putInt(0x04034b50)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0)
                .putInt((int) crc)
                .putInt(-1)
                .putInt(-1);
        header.putShort((short) name.length()).putShort((short) 20).put(name.getBytes(StandardCharsets.UTF_8));
        header.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
        return header.flip();
    }

    private static ByteBuffer central(String name, long crc, long size, long offset) {
        ByteBuffer header = buffer(46 + name.length() + EXTRA);
        header.putInt(0x02014b50)
                .putInt(0x002d_032d)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) crc);
        header.putInt(-1)
                .putInt(-1)
                .putShort((short) name.length())
                .putShort((short) EXTRA)
                .putShort((short) 0);
        header.putInt(0).putInt(0x81A4 << 16).putInt(-1).put(name.getBytes(StandardCharsets.UTF_8));
        header.putShort((short) 1)
                .putShort((short) 24)
                .putLong(size)
                .putLong(size)
                .putLong(offset);
        return header.flip();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
