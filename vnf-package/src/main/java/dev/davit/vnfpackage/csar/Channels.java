package dev.davit.vnfpackage.csar;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reading at a position, which several threads may do on one channel. */
final class Channels {
    private Channels() {}

    /** Exactly {@code length} bytes from {@code position}, little-endian as zip is. */
    static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ends at " + channel.size() + ", before " + (position + length));
            }
        }
        return buffer.flip();
    }
}
