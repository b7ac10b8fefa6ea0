package dev.davit.vnfpackage.build;

import java.nio.ByteBuffer;

/**
 * A valid qcow2 (version 2) disk without any data: header, reference counts and an empty first-level table. Always the same
 * bytes, so that a descriptor can state its hash.
 */
public final class PlaceholderImage {
    /** What a guest would see as the disk's size, in bytes. */
    public static final long VIRTUAL_SIZE = 1L << 30;

    private static final int CLUSTER_BITS = 16;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    private static final int CLUSTERS = 4;
    private static final int REFCOUNT_TABLE = CLUSTER;
    private static final int REFCOUNT_BLOCK = 2 * CLUSTER;
    private static final int L1_TABLE = 3 * CLUSTER;
    /** One entry maps a second-level table of CLUSTER / 8 clusters. */
    private static final long BYTES_PER_L1_ENTRY = (long) CLUSTER * (CLUSTER / 8);

    private PlaceholderImage() {}

    /** 256 KiB, big-endian as qcow2 is. */
    public static byte[] bytes() {
        ByteBuffer image = ByteBuffer.allocate(CLUSTERS * CLUSTER);
        image.put(new byte[] {'Q', 'F', 'I', (byte) 0xFB});
        image.putInt(2);
        image.putLong(0).putInt(0);
        image.putInt(CLUSTER_BITS);
        image.putLong(VIRTUAL_SIZE);
        image.putInt(0);
        image.putInt((int) (VIRTUAL_SIZE / BYTES_PER_L1_ENTRY));
        image.putLong(L1_TABLE);
        image.putLong(REFCOUNT_TABLE).putInt(1);
        image.putInt(0).putLong(0);
        image.putLong(REFCOUNT_TABLE, REFCOUNT_BLOCK);
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            image.putShort(REFCOUNT_BLOCK + 2 * cluster, (short) 1);
        }
        return image.array();
    }
}
