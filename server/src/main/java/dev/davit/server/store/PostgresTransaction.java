package dev.davit.server.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.OperationStart;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One database transaction on behalf of a client. */
final class PostgresTransaction implements LifecycleTransaction {
    private final Handle handle;
    private final Rows rows;
    private final Statements statements;
    private final Outbox outbox;
    private boolean queued;

    PostgresTransaction(Handle handle, Rows rows, Statements statements, Outbox outbox) {
        this.handle = handle;
        this.rows = rows;
        this.statements = statements;
        this.outbox = outbox;
    }

    /** Whether a job waits for the commit. */
    boolean hasQueued() {
        return queued;
    }

    @Override
    public void holdPackage(UUID packageId) {
        PackageUse.hold(handle, packageId);
    }

    @Override
    public void insert(VnfInstance instance) {
        statements.insert(handle, instance);
    }

    @Override
    public Optional<VnfInstance> lockInstance(UUID id) {
        return handle.createQuery("select * from vnf_instance where id = :id and not deleting for update")
                .bind("id", id)
                .map((row, context) -> rows.instance(row))
                .findOne();
    }

    @Override
    public LockedInstance lockAnyInstance(UUID id) {
        return handle.createQuery("select * from vnf_instance where id = :id for update")
                .bind("id", id)
                .map((row, context) -> new LockedInstance(rows.instance(row), row.getBoolean("deleting")))
                .one();
    }

    @Override
    public void update(VnfInstance instance) {
        statements.update(handle, instance);
    }

    @Override
    public void markDeleting(UUID instanceId) {
        handle.createUpdate("update vnf_instance set deleting = true where id = :id")
                .bind("id", instanceId)
                .execute();
    }

    @Override
    public void delete(UUID instanceId) {
        RunningOperations.delete(handle, instanceId);
    }

    @Override
    public Optional<OperationOccurrence> blocking(UUID instanceId) {
        return PostgresLifecycleStore.blocking(handle, rows, instanceId);
    }

    @Override
    public void insert(OperationOccurrence occurrence, OperationStart start) {
        statements.insert(handle, occurrence, start);
    }

    @Override
    public Optional<OperationOccurrence> lockOccurrence(UUID id) {
        return handle.createQuery("select * from lcm_op_occ where id = :id for update")
                .bind("id", id)
                .map((row, context) -> rows.occurrence(row))
                .findOne();
    }

    @Override
    public OperationStart startOf(UUID operationId) {
        return rows.start(handle.createQuery("select started_with from lcm_op_occ where id = :id")
                .bind("id", operationId)
                .mapTo(byte[].class)
                .one());
    }

    @Override
    public List<JournalEntry> journal(UUID operationId) {
        return PostgresLifecycleStore.journal(handle, operationId);
    }

    @Override
    public void update(OperationOccurrence occurrence) {
        Statements.update(handle, occurrence);
    }

    @Override
    public void append(UUID operationId, OperationEvent event) {
        long sequence = handle.createQuery("""
                        update lcm_op_occ set event_sequence = event_sequence + 1 where id = :id
                        returning event_sequence
                        """)
                .bind("id", operationId)
                .mapTo(Long.class)
                .one();
        var numbered =
                new OperationEvent(sequence, event.time(), event.kind(), event.step(), event.host(), event.message());
        Statements.insert(handle, operationId, List.of(numbered));
    }

    @Override
    public void enqueue(UUID operationId, long epoch) {
        handle.createUpdate("update lcm_op_occ set job_epoch = :epoch where id = :id and job_epoch <> :epoch")
                .bind("epoch", epoch)
                .bind("id", operationId)
                .execute();
        JobRow.insert(handle, operationId, epoch);
        queued = true;
    }

    @Override
    public void announce(LcmNotification notification) {
        outbox.write(handle, notification);
    }
}
