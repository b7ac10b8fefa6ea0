package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.LostOwnershipException;
import dev.davit.lifecycle.store.RunStatus;
import dev.davit.lifecycle.store.RunUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A store in memory that behaves: transactions are all or nothing, and writes of an earlier owner are refused. */
final class MemoryStore implements LifecycleStore {
    private MemoryTables tables = new MemoryTables();

    synchronized List<LcmNotification> notifications() {
        return List.copyOf(tables.notifications);
    }

    /** The epoch of the job that is responsible for an operation. */
    synchronized long job(UUID operation) {
        return tables.jobs.get(operation);
    }

    @Override
    public synchronized <T> T inTransaction(Function<LifecycleTransaction, T> work) {
        MemoryTables copy = tables.copy();
        T result = work.apply(copy);
        tables = copy;
        return result;
    }

    @Override
    public synchronized Optional<VnfInstance> instance(UUID id) {
        return tables.lockInstance(id);
    }

    @Override
    public synchronized List<VnfInstance> instances(Optional<String> project, Optional<UUID> after, int limit) {
        return tables.instances.values().stream()
                .filter(instance -> !tables.deleting.contains(instance.id()))
                .filter(instance -> project.stream().allMatch(instance.project()::equals))
                .filter(instance -> after.stream().allMatch(id -> instance.id().compareTo(id) > 0))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<OperationOccurrence> occurrence(UUID id) {
        return tables.lockOccurrence(id);
    }

    @Override
    public synchronized List<OperationOccurrence> occurrences(
            Optional<String> project, Optional<UUID> after, int limit) {
        return tables.occurrences.values().stream()
                .filter(occurrence -> project.stream().allMatch(occurrence.project()::equals))
                .filter(occurrence ->
                        after.stream().allMatch(id -> occurrence.id().compareTo(id) > 0))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<OperationOccurrence> blocking(UUID instanceId) {
        return tables.blocking(instanceId);
    }

    @Override
    public synchronized List<JournalEntry> journal(UUID operationId) {
        return tables.journal(operationId);
    }

    @Override
    public synchronized List<OperationEvent> events(UUID operationId, long after, int limit) {
        return eventsOf(operationId)
                .filter(event -> event.sequence() > after)
                .limit(limit)
                .toList();
    }

    private Stream<OperationEvent> eventsOf(UUID operationId) {
        return tables.events.getOrDefault(operationId, List.of()).stream();
    }

    @Override
    public synchronized Optional<ClaimedOperation> claim(UUID operationId, long jobEpoch) {
        OperationOccurrence found = tables.occurrences.get(operationId);
        if (found == null || !found.state().isActive() || tables.jobs.get(operationId) != jobEpoch) {
            return Optional.empty();
        }
        OperationOccurrence owned = found.withEpoch(found.epoch() + 1);
        tables.update(owned);
        return Optional.of(new ClaimedOperation(
                owned,
                tables.startOf(operationId),
                tables.instances.get(owned.instanceId()),
                tables.deleting.contains(owned.instanceId()),
                tables.journal(operationId),
                eventsOf(operationId).mapToLong(OperationEvent::sequence).max().orElse(0)));
    }

    @Override
    public synchronized Optional<String> commit(RunUpdate update) {
        OperationOccurrence current = tables.occurrences.get(update.operationId());
        if (current.epoch() != update.epoch()) {
            throw new LostOwnershipException(update.operationId(), update.epoch());
        }
        Map<StepId, JournalEntry> journal =
                tables.journals.computeIfAbsent(update.operationId(), id -> new LinkedHashMap<>());
        update.steps().forEach(entry -> journal.put(entry.step().id(), entry));
        tables.events
                .computeIfAbsent(update.operationId(), id -> new ArrayList<>())
                .addAll(update.events());
        update.occurrence().ifPresent(occurrence -> tables.update(keepingCancel(occurrence, current)));
        update.instance().filter(instance -> !update.removeInstance()).ifPresent(tables::update);
        if (update.removeInstance()) {
            tables.delete(current.instanceId());
        }
        tables.notifications.addAll(update.notifications());
        return tables.occurrences.get(update.operationId()).cancelMode();
    }

    /** A cancel mode is not written by the owner, but cleared when the state is at rest. */
    private static OperationOccurrence keepingCancel(OperationOccurrence written, OperationOccurrence current) {
        return written.state().isActive()
                ? current.cancelMode().map(written::withCancelMode).orElse(written)
                : written;
    }

    @Override
    public synchronized List<RunStatus> status(Collection<UUID> operationIds) {
        return operationIds.stream()
                .map(tables.occurrences::get)
                .map(occurrence -> new RunStatus(occurrence.id(), occurrence.epoch(), occurrence.cancelMode()))
                .toList();
    }
}
