package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.store.JournalEntry;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import dev.davit.lifecycle.store.OperationStart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a {@link MemoryStore} holds. A transaction works on a copy. */
final class MemoryTables implements LifecycleTransaction {
    final Map<UUID, VnfInstance> instances = new TreeMap<>();
    final Set<UUID> deleting = new HashSet<>();
    final Map<UUID, OperationOccurrence> occurrences = new TreeMap<>();
    final Map<UUID, OperationStart> starts = new LinkedHashMap<>();
    final Map<UUID, Long> jobs = new LinkedHashMap<>();
    final Map<UUID, Map<StepId, JournalEntry>> journals = new LinkedHashMap<>();
    final Map<UUID, List<OperationEvent>> events = new LinkedHashMap<>();
    final List<LcmNotification> notifications = new ArrayList<>();

    MemoryTables copy() {
        var copy = new MemoryTables();
        copy.instances.putAll(instances);
        copy.deleting.addAll(deleting);
        copy.occurrences.putAll(occurrences);
        copy.starts.putAll(starts);
        copy.jobs.putAll(jobs);
        journals.forEach((id, journal) -> copy.journals.put(id, new LinkedHashMap<>(journal)));
        events.forEach((id, list) -> copy.events.put(id, new ArrayList<>(list)));
        copy.notifications.addAll(notifications);
        return copy;
    }

    @Override
    public void holdPackage(UUID packageId) {}

    @Override
    public void insert(VnfInstance instance) {
        instances.put(instance.id(), instance);
    }

    @Override
    public Optional<VnfInstance> lockInstance(UUID id) {
        return Optional.ofNullable(instances.get(id)).filter(instance -> !deleting.contains(id));
    }

    @Override
    public LockedInstance lockAnyInstance(UUID id) {
        return new LockedInstance(instances.get(id), deleting.contains(id));
    }

    @Override
    public void update(VnfInstance instance) {
        instances.put(instance.id(), instance);
    }

    @Override
    public void markDeleting(UUID instanceId) {
        deleting.add(instanceId);
    }

    @Override
    public void delete(UUID instanceId) {
        instances.remove(instanceId);
        deleting.remove(instanceId);
    }

    @Override
    public Optional<OperationOccurrence> blocking(UUID instanceId) {
        return occurrences.values().stream()
                .filter(occurrence -> occurrence.instanceId().equals(instanceId))
                .filter(occurrence -> !occurrence.state().isFinal())
                .findFirst();
    }

    @Override
    public void insert(OperationOccurrence occurrence, OperationStart start) {
        occurrences.put(occurrence.id(), occurrence);
        starts.put(occurrence.id(), start);
    }

    @Override
    public Optional<OperationOccurrence> lockOccurrence(UUID id) {
        return Optional.ofNullable(occurrences.get(id));
    }

    @Override
    public OperationStart startOf(UUID operationId) {
        return starts.get(operationId);
    }

    @Override
    public List<JournalEntry> journal(UUID operationId) {
        return List.copyOf(journals.getOrDefault(operationId, Map.of()).values());
    }

    @Override
    public void update(OperationOccurrence occurrence) {
        occurrences.put(occurrence.id(), occurrence);
    }

    @Override
    public void append(UUID operationId, OperationEvent event) {
        List<OperationEvent> list = events.computeIfAbsent(operationId, id -> new ArrayList<>());
        list.add(new OperationEvent(
                list.size() + 1L, event.time(), event.kind(), event.step(), event.host(), event.message()));
    }

    @Override
    public void enqueue(UUID operationId, long epoch) {
        jobs.put(operationId, epoch);
    }

    @Override
    public void announce(LcmNotification notification) {
        notifications.add(notification);
    }
}
