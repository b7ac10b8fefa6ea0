package dev.davit.server.store;

import dev.davit.remote.HostKeys;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Host keys in PostgreSQL, so that whichever worker goes on with an operation knows the machines that another one met.
 * Drivers name a machine {@code compute resource@address}; when a VNF instance loses a compute resource, because it was
 * replaced or removed, the keys of that machine go in the same transaction.
 */
public final class PostgresHostKeys implements HostKeys {
    /**
     * Goes before a statement that writes or deletes the instance {@code :id}: forgets the machines that the instance has
     * until now, except those whose compute resources are in {@code :kept}.
     */
    static final String FORGET_OTHERS = """
            with forgotten as (
                delete from host_key where compute_resource in (
                    select vnfc #>> '{computeResource,resourceId}'
                    from vnf_instance, jsonb_array_elements(instantiated -> 'vnfcs') as vnfc
                    where id = :id)
                and compute_resource <> all (:kept))
            """;

    private final Supplier<Jdbi> jdbi;

    public PostgresHostKeys(Supplier<Jdbi> jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<String> of(String identity) {
        return jdbi.get()
                .withHandle(handle -> handle.createQuery("select key from host_key where identity = :identity")
                        .bind("identity", identity)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void learn(String identity, String key) {
        jdbi.get()
                .useHandle(handle -> handle.createUpdate(
                                "insert into host_key (identity, key) values (:identity, :key) on conflict do nothing")
                        .bind("identity", identity)
                        .bind("key", key)
                        .execute());
    }

    @Override
    public void forget(String identity) {
        jdbi.get()
                .useHandle(handle -> handle.createUpdate("delete from host_key where identity = :identity")
                        .bind("identity", identity)
                        .execute());
    }
}
