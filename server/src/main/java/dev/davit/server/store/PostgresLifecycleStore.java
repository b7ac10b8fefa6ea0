package dev.davit.server.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.LostOwnershipException;
import dev.davit.lifecycle.store.RunStatus;
import dev.davit.lifecycle.store.RunUpdate;
import dev.davit.server.secret.SecretBox;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The lifecycle store on PostgreSQL. */
public final class PostgresLifecycleStore implements LifecycleStore {
    private static final String BLOCKING_STATES = "('STARTING', 'PROCESSING', 'ROLLING_BACK', 'FAILED_TEMP')";
    private static final String ACTIVE_STATES = "('STARTING', 'PROCESSING', 'ROLLING_BACK')";

    private final Jdbi jdbi;
    private final Rows rows;
    private final Statements statements;
    private final Outbox outbox;
    private final Runnable jobQueued;

    /** @param jobQueued called after the commit of a transaction that queued a job */
    public PostgresLifecycleStore(Jdbi jdbi, SecretBox secrets, Outbox outbox, Runnable jobQueued) {
        this.jdbi = jdbi;
        this.rows = new Rows(secrets);
        this.statements = new Statements(secrets);
        this.outbox = outbox;
        this.jobQueued = jobQueued;
    }

    @Override
    public <T> T inTransaction(Function<LifecycleTransaction, T> work) {
        record Outcome<T>(T value, boolean queued) {}
        var outcome = jdbi.inTransaction(handle -> {
            var transaction = new PostgresTransaction(handle, rows, statements, outbox);
            T value = work.apply(transaction);
            return new Outcome<>(value, transaction.hasQueued());
        });
        outbox.committed();
        if (outcome.queued()) {
            jobQueued.run();
        }
        return outcome.value();
    }

    @Override
    public Optional<VnfInstance> instance(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from vnf_instance where id = :id and not deleting")
                        .bind("id", id)
                        .map((row, context) -> rows.instance(row))
                        .findOne());
    }

    @Override
    public List<VnfInstance> instances(Optional<String> project, Optional<UUID> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from vnf_instance
                        where not deleting and (:project::text is null or project = :project)
                            and (:after::uuid is null or id > :after::uuid)
                        order by id limit :limit
                        """)
                .bind("project", project.orElse(null))
                .bindByType("after", after.orElse(null), UUID.class)
                .bind("limit", limit)
                .map((row, context) -> rows.instance(row))
                .list());
    }

    @Override
    public Optional<OperationOccurrence> occurrence(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from lcm_op_occ where id = :id")
                .bind("id", id)
                .map((row, context) -> rows.occurrence(row))
                .findOne());
    }

    @Override
    public List<OperationOccurrence> occurrences(Optional<String> project, Optional<UUID> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from lcm_op_occ
                        where (:project::text is null or project = :project) and (:after::uuid is null or id > :after::uuid)
                        order by id limit :limit
                        """)
                .bind("project", project.orElse(null))
                .bindByType("after", after.orElse(null), UUID.class)
                .bind("limit", limit)
                .map((row, context) -> rows.occurrence(row))
                .list());
    }

    @Override
    public Optional<OperationOccurrence> blocking(UUID instanceId) {
        return jdbi.withHandle(handle -> blocking(handle, rows, instanceId));
    }

    static Optional<OperationOccurrence> blocking(Handle handle, Rows rows, UUID instanceId) {
        return handle.createQuery(
                        "select * from lcm_op_occ where instance_id = :instance and state in " + BLOCKING_STATES)
                .bind("instance", instanceId)
                .map((row, context) -> rows.occurrence(row))
                .findOne();
    }

    @Override
    public List<JournalEntry> journal(UUID operationId) {
        return jdbi.withHandle(handle -> journal(handle, operationId));
    }

    static List<JournalEntry> journal(Handle handle, UUID operationId) {
        return handle.createQuery("select * from lcm_step where operation_id = :operation order by sequence")
                .bind("operation", operationId)
                .map((row, context) -> Rows.journalEntry(row))
                .list();
    }

    @Override
    public List<OperationEvent> events(UUID operationId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from lcm_event where operation_id = :operation and sequence > :after
                        order by sequence limit :limit
                        """)
                .bind("operation", operationId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> Rows.event(row))
                .list());
    }

    @Override
    public Optional<ClaimedOperation> claim(UUID operationId, long jobEpoch) {
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
                        journal(handle, occurrence.id()),
                        lastEvent))
                .one();
    }

    @Override
    public Optional<String> commit(RunUpdate update) {
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

    @Override
    public List<RunStatus> status(Collection<UUID> operationIds) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, epoch, cancel_mode from lcm_op_occ where id = any(:ids)")
                .bind("ids", operationIds.toArray(UUID[]::new))
                .map((row, context) -> new RunStatus(
                        Rows.uuid(row, "id"), row.getLong("epoch"), Optional.ofNullable(row.getString("cancel_mode"))))
                .list());
    }
}
