package dev.davit.server.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.RunStatus;
import dev.davit.lifecycle.store.RunUpdate;
import dev.davit.server.secret.SecretBox;
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

    private final Jdbi jdbi;
    private final Rows rows;
    private final Statements statements;
    private final Outbox outbox;
    private final Runnable jobQueued;
    private final RunningOperations runs;

    /** @param jobQueued called after the commit of a transaction that queued a job */
    public PostgresLifecycleStore(Jdbi jdbi, SecretBox secrets, Outbox outbox, Runnable jobQueued) {
        this.jdbi = jdbi;
        this.rows = new Rows(secrets);
        this.statements = new Statements(secrets);
        this.outbox = outbox;
        this.jobQueued = jobQueued;
        this.runs = new RunningOperations(jdbi, rows, statements, outbox);
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
        return runs.claim(operationId, jobEpoch);
    }

    @Override
    public Optional<String> commit(RunUpdate update) {
        return runs.commit(update);
    }

    @Override
    public List<RunStatus> status(Collection<UUID> operationIds) {
        return runs.status(operationIds);
    }
}
