package dev.davit.server.engine;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.RunStatus;
import dev.davit.lifecycle.store.RunUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The store of a process that is killed at a certain write: before it, or right after it; it writes nothing from then on. */
record DyingStore(LifecycleStore store, AtomicInteger writesLeft, boolean afterWrite) implements LifecycleStore {

    DyingStore(LifecycleStore store, int writes, boolean afterWrite) {
        this(store, new AtomicInteger(writes), afterWrite);
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<String> commit(RunUpdate update) {
        int left = writesLeft.decrementAndGet();
        if (left < 0 || left == 0 && !afterWrite) {
            throw new Killed();
        }
        Optional<String> result = store.commit(update);
        if (left == 0) {
            throw new Killed();
        }
        return result;
    }

    @Override
    public <T> T inTransaction(Function<LifecycleTransaction, T> work) {
        return store.inTransaction(work);
    }

    @Override
    public Optional<VnfInstance> instance(UUID id) {
        return store.instance(id);
    }

    @Override
    public List<VnfInstance> instances(Optional<String> project, Optional<UUID> after, int limit) {
        return store.instances(project, after, limit);
    }

    @Override
    public Optional<OperationOccurrence> occurrence(UUID id) {
        return store.occurrence(id);
    }

    @Override
    public List<OperationOccurrence> occurrences(Optional<String> project, Optional<UUID> after, int limit) {
        return store.occurrences(project, after, limit);
    }

    @Override
    public Optional<OperationOccurrence> blocking(UUID instanceId) {
        return store.blocking(instanceId);
    }

    @Override
    public List<JournalEntry> journal(UUID operationId) {
        return store.journal(operationId);
    }

    @Override
    public List<OperationEvent> events(UUID operationId, long after, int limit) {
        return store.events(operationId, after, limit);
    }

    @Override
    public Optional<ClaimedOperation> claim(UUID operationId, long jobEpoch) {
        return store.claim(operationId, jobEpoch);
    }

    @Override
    public List<RunStatus> status(Collection<UUID> operationIds) {
        return store.status(operationIds);
    }
}
