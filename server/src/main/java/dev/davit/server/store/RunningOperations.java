package dev.davit.server.store;

import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.LostOwnershipException;
import dev.davit.lifecycle.store.RunStatus;
import dev.davit.lifecycle.store.RunUpdate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the workers write while operations run; each write says its epoch, and only the owner's counts. */
final class RunningOperations {
    private static final String ACTIVE_STATES = "('STARTING', 'PROCESSING', 'ROLLING_BACK')";

    private final Jdbi jdbi;
    private final Rows rows;
    private final Statements statements;
    private final Outbox outbox;

    RunningOperations(Jdbi jdbi, Rows rows, Statements statements, Outbox outbox) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.statements = statements;
        this.outbox = outbox;
    }

    /** @see dev.davit.lifecycle.store.LifecycleStore#claim */
    Optional<ClaimedOperation> claim(UUID operationId, long jobEpoch) {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update lcm_op_occ set epoch = epoch + 1
                        where id = :id and job_epoch = :jobEpoch and state in %s
                        returning *
                        """.formatted(ACTIVE_STATES))
                .bind("id", operationId)
                .bind("jobEpoch", jobEpoch)
                .map((row, context) -> {
                    OperationOccurrence occurrence = rows.occurrence(row);
                    return claimed(handle, occurrence, row.getBytes("started_with"), row.getLong("event_sequence"));
                })
                .findOne());
    }

    private ClaimedOperation claimed(
            Handle handle, OperationOccurrence occurrence, byte[] startedWith, long lastEvent) {
        return handle.createQuery("select * from vnf_instance where id = :id")
                .bind("id", occurrence.instanceId())
                .map((row, context) -> new ClaimedOperation(
                        occurrence,
                        rows.start(startedWith),
                        rows.instance(row),
                        row.getBoolean("deleting"),
                        PostgresLifecycleStore.journal(handle, occurrence.id()),
                        lastEvent))
                .one();
    }

    /** @see dev.davit.lifecycle.store.LifecycleStore#commit */
    Optional<String> commit(RunUpdate update) {
        Optional<String> cancelMode = jdbi.inTransaction(handle -> {
            Optional<String> cancel = fence(handle, update);
            Statements.upsert(handle, update.operationId(), update.steps());
            Statements.insert(handle, update.operationId(), update.events());
            if (update.removeInstance()) {
                update.occurrence().ifPresent(occurrence -> delete(handle, occurrence.instanceId()));
            } else {
                update.instance().ifPresent(instance -> statements.update(handle, instance));
            }
            update.notifications().forEach(notification -> outbox.write(handle, notification));
            return cancel;
        });
        if (!update.notifications().isEmpty()) {
            outbox.committed();
        }
        return cancelMode;
    }

    static void delete(Handle handle, UUID instanceId) {
        handle.createUpdate(PostgresHostKeys.FORGET_OTHERS + "delete from vnf_instance where id = :id")
                .bind("id", instanceId)
                .bindArray("kept", String.class)
                .execute();
    }

    /** Writes the occurrence, which only its owner can; the row stays locked for the rest of the transaction. */
    private static Optional<String> fence(Handle handle, RunUpdate update) {
        var changed = update.occurrence();
        return handle.createQuery("""
                        update lcm_op_occ set event_sequence = :events,
                            state = coalesce(:state::text, state),
                            state_entered_time = coalesce(:entered::timestamptz, state_entered_time),
                            error = case when :changed then :error::jsonb else error end,
                            changes = coalesce(:changes::jsonb, changes),
                            cancel_mode = case when :atRest then null else cancel_mode end
                        where id = :id and epoch = :epoch
                        returning cancel_mode
                        """)
                .bind("id", update.operationId())
                .bind("epoch", update.epoch())
                .bind("events", update.lastEvent())
                .bind("changed", changed.isPresent())
                .bind("state", changed.map(o -> o.state().name()).orElse(null))
                .bind(
                        "entered",
                        changed.map(o -> o.stateEnteredTime().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind(
                        "error",
                        changed.flatMap(OperationOccurrence::error)
                                .map(LifecycleJson::write)
                                .orElse(null))
                .bind(
                        "changes",
                        changed.map(o -> LifecycleJson.write(o.changes())).orElse(null))
                .bind("atRest", changed.filter(o -> !o.state().isActive()).isPresent())
                .map((row, context) -> Optional.ofNullable(row.getString("cancel_mode")))
                .findOne()
                .orElseThrow(() -> new LostOwnershipException(update.operationId(), update.epoch()));
    }

    /** @see dev.davit.lifecycle.store.LifecycleStore#status */
    List<RunStatus> status(Collection<UUID> operationIds) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, epoch, cancel_mode from lcm_op_occ where id = any(:ids)")
                .bind("ids", operationIds.toArray(UUID[]::new))
                .map((row, context) -> new RunStatus(
                        Rows.uuid(row, "id"), row.getLong("epoch"), Optional.ofNullable(row.getString("cancel_mode"))))
                .list());
    }
}
