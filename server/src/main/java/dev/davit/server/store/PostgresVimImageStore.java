package dev.davit.server.store;

import dev.davit.lifecycle.vim.VimImageStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who uploads which image, on PostgreSQL. */
public final class PostgresVimImageStore implements VimImageStore {
    private final Jdbi jdbi;

    public PostgresVimImageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Claim claim(UUID packageId, UUID vimId, String name, UUID operationId) {
        return jdbi.inTransaction(handle -> {
            int inserted = key(handle.createUpdate("""
                                    insert into vim_image (package_id, vim_id, name, operation_id)
                                    values (:package, :vim, :name, :operation) on conflict do nothing
                                    """), packageId, vimId, name)
                    .bind("operation", operationId)
                    .execute();
            return inserted == 1
                    ? new Claim.Yours(Optional.empty())
                    : existing(handle, packageId, vimId, name, operationId);
        });
    }

    private record Row(Optional<String> imageId, boolean ready, UUID operationId, boolean operationActive) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    Optional.ofNullable(row.getString("image_id")),
                    row.getBoolean("ready"),
                    row.getObject("operation_id", UUID.class),
                    row.getBoolean("active"));
        }
    }

    private static Claim existing(Handle handle, UUID packageId, UUID vimId, String name, UUID operationId) {
        Optional<Row> found = key(handle.createQuery("""
                                select image_id, ready, operation_id, exists (select 1 from lcm_op_occ o
                                    where o.id = operation_id and o.state in ('STARTING', 'PROCESSING')) as active
                                from vim_image where package_id = :package and vim_id = :vim and name = :name for update
                                """), packageId, vimId, name)
                .map((row, context) -> Row.of(row))
                .findOne();
        if (found.isEmpty()) {
            // Removed between our insert and our look; the caller asks again.
            return new Claim.Busy(operationId);
        }
        Row row = found.get();
        if (row.ready()) {
            return new Claim.Ready(row.imageId().orElseThrow());
        }
        if (row.operationActive() && !row.operationId().equals(operationId)) {
            return new Claim.Busy(row.operationId());
        }
        key(handle.createUpdate("""
                                update vim_image set operation_id = :operation
                                where package_id = :package and vim_id = :vim and name = :name
                                """), packageId, vimId, name)
                .bind("operation", operationId)
                .execute();
        return new Claim.Yours(row.imageId());
    }

    @Override
    public void created(UUID packageId, UUID vimId, String name, String imageId) {
        set(packageId, vimId, name, imageId, false);
    }

    @Override
    public void ready(UUID packageId, UUID vimId, String name, String imageId) {
        set(packageId, vimId, name, imageId, true);
    }

    private void set(UUID packageId, UUID vimId, String name, String imageId, boolean ready) {
        jdbi.useHandle(handle -> key(handle.createUpdate("""
                                update vim_image set image_id = :image, ready = :ready
                                where package_id = :package and vim_id = :vim and name = :name
                                """), packageId, vimId, name)
                .bind("image", imageId)
                .bind("ready", ready)
                .execute());
    }

    @Override
    public List<Entry> ofPackage(UUID packageId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from vim_image where package_id = :package order by vim_id, name")
                .bind("package", packageId)
                .map((row, context) -> new Entry(
                        packageId,
                        row.getObject("vim_id", UUID.class),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("image_id")),
                        row.getBoolean("ready")))
                .list());
    }

    @Override
    public void remove(UUID packageId, UUID vimId, String name) {
        jdbi.useHandle(handle -> key(
                        handle.createUpdate(
                                "delete from vim_image where package_id = :package and vim_id = :vim and name = :name"),
                        packageId,
                        vimId,
                        name)
                .execute());
    }

    private static <T extends org.jdbi.v3.core.statement.SqlStatement<T>> T key(
            T statement, UUID packageId, UUID vimId, String name) {
        return statement.bind("package", packageId).bind("vim", vimId).bind("name", name);
    }
}
