package dev.davit.server.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Keeps a VNF package and the instances made from it consistent: creating an instance and deleting a package exclude each
 * other until the end of their transactions.
 */
public final class PackageUse {
    private PackageUse() {}

    /** For a transaction that is about to create an instance; look the package up after this. */
    static void hold(Handle handle, UUID packageId) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock_shared(:key)) as locked")
                .bind("key", key(packageId))
                .mapTo(Integer.class)
                .one();
    }

    /** For a transaction that is about to delete the package or change whether it can be used. */
    public static void lockForChange(Handle handle, UUID packageId) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(:key)) as locked")
                .bind("key", key(packageId))
                .mapTo(Integer.class)
                .one();
    }

    /** usageState: whether instances of the package exist. */
    public static boolean isUsed(Handle handle, UUID packageId) {
        return handle.createQuery("select exists (select 1 from vnf_instance where package_id = :package)")
                .bind("package", packageId)
                .mapTo(Boolean.class)
                .one();
    }

    private static long key(UUID packageId) {
        return packageId.getMostSignificantBits() ^ packageId.getLeastSignificantBits();
    }
}
