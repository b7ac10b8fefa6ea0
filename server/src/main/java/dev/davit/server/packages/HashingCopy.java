package dev.davit.server.packages;

import dev.davit.vnfpackage.vnfd.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Copies a stream and hashes it on the way, on a second thread: while one block is hashed the next is received. A fixed
 * set of blocks goes round, so memory does not depend on the length.
 */
final class HashingCopy {
    /** SHA-256: processors have instructions for it, and it is the fastest that SOL004 allows. */
    private static final String ALGORITHM = "SHA-256";

    private static final int BLOCKS = 4;
    private static final int BLOCK_BYTES = 512 * 1024;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final long maxBytes;

    /** The stream was longer than allowed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long maxBytes) {
            super("longer than " + maxBytes + " bytes");
        }
    }

    HashingCopy(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    VnfPackage.Stored copy(InputStream in, WritableByteChannel out) throws IOException {
        MessageDigest digest = digest();
        BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
        BlockingQueue<ByteBuffer> toHash = new ArrayBlockingQueue<>(BLOCKS + 1);
        for (int i = 0; i < BLOCKS; i++) {
            free.add(ByteBuffer.allocate(BLOCK_BYTES));
        }
        Thread hasher = Thread.ofPlatform().daemon().name("package-hash").start(() -> hash(digest, toHash, free));
        try {
            long size = pump(in, out, free, toHash);
            toHash.put(END);
            hasher.join();
            return new VnfPackage.Stored(new Checksum(ALGORITHM, HexFormat.of().formatHex(digest.digest())), size);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } finally {
            hasher.interrupt();
        }
    }

    private long pump(
            InputStream in, WritableByteChannel out, BlockingQueue<ByteBuffer> free, BlockingQueue<ByteBuffer> toHash)
            throws IOException, InterruptedException {
        long size = 0;
        while (true) {
            ByteBuffer block = free.take();
            int read = in.readNBytes(block.array(), 0, BLOCK_BYTES);
            if (read == 0) {
                return size;
            }
            size += read;
            if (size > maxBytes) {
                throw new TooLong(maxBytes);
            }
            block.clear().limit(read);
            toHash.put(block);
            ByteBuffer written = block.duplicate();
            while (written.hasRemaining()) {
                out.write(written);
            }
        }
    }

    private static void hash(MessageDigest digest, BlockingQueue<ByteBuffer> toHash, BlockingQueue<ByteBuffer> free) {
        try {
            for (ByteBuffer block = toHash.take(); block != END; block = toHash.take()) {
                digest.update(block.array(), 0, block.limit());
                free.put(block);
            }
        } catch (InterruptedException e) {
            // The copy was given up.
            Thread.currentThread().interrupt();
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
