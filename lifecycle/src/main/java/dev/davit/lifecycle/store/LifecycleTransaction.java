package dev.davit.lifecycle.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be done together. Locks are held to the end; they are taken in the order occurrence, instance. */
public interface LifecycleTransaction {

    /** Keeps the package from being deleted meanwhile. */
    void holdPackage(UUID packageId);

    void insert(VnfInstance instance);

    /** Reads and locks an instance. */
    Optional<VnfInstance> lockInstance(UUID id);

    /** Reads and locks an instance that has been deleted for its clients, or not. */
    LockedInstance lockAnyInstance(UUID id);

    /** @param deleting whether it is deleted for its clients, and only waits for its resources to be removed */
    record LockedInstance(VnfInstance instance, boolean deleting) {}

    void update(VnfInstance instance);

    /** It does not exist for clients any more; its row goes when its resources are removed. */
    void markDeleting(UUID instanceId);

    void delete(UUID instanceId);

    Optional<OperationOccurrence> blocking(UUID instanceId);

    void insert(OperationOccurrence occurrence, OperationStart start);

    /** Reads and locks an occurrence. */
    Optional<OperationOccurrence> lockOccurrence(UUID id);

    OperationStart startOf(UUID operationId);

    List<JournalEntry> journal(UUID operationId);

    /** Everything of it that can change, its epoch and cancel mode included. */
    void update(OperationOccurrence occurrence);

    /** Adds an event; its sequence number is given by the store. */
    void append(UUID operationId, OperationEvent event);

    /** Queues the job that carries the operation out; it is responsible for the occurrence from this epoch on. */
    void enqueue(UUID operationId, long epoch);

    void announce(LcmNotification notification);
}
