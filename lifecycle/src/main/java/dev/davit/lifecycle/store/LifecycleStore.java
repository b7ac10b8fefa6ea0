package dev.davit.lifecycle.store;

import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where instances, operation occurrences, their journals and events are kept. What a method has written is durable when
 * it returns. Projects: empty means all of them.
 */
public interface LifecycleStore {

    /** All or nothing; jobs that it queued start when it has returned. The function may be run only once. */
    <T> T inTransaction(Function<LifecycleTransaction, T> work);

    Optional<VnfInstance> instance(UUID id);

    /** In order of id. */
    List<VnfInstance> instances(Optional<String> project, Optional<UUID> after, int limit);

    Optional<OperationOccurrence> occurrence(UUID id);

    /** In order of id. */
    List<OperationOccurrence> occurrences(Optional<String> project, Optional<UUID> after, int limit);

    /** The occurrence that keeps others from starting: active or in FAILED_TEMP. */
    Optional<OperationOccurrence> blocking(UUID instanceId);

    /** In order of sequence. */
    List<JournalEntry> journal(UUID operationId);

    List<OperationEvent> events(UUID operationId, long after, int limit);

    /**
     * Makes the caller the owner of an operation: raises its epoch, so that an earlier owner cannot write any more.
     *
     * @param jobEpoch the epoch that the job was queued with
     * @return empty when there is nothing to do: the occurrence is not active, or a later job is responsible for it
     */
    Optional<ClaimedOperation> claim(UUID operationId, long jobEpoch);

    /**
     * Writes an owner's progress, all or nothing.
     *
     * @return the cancel mode, when a cancel is pending
     * @throws LostOwnershipException when the epoch is no longer the one given
     */
    Optional<String> commit(RunUpdate update);

    /** For owners to notice soon what others did: current epoch and pending cancel of these operations. */
    List<RunStatus> status(Collection<UUID> operationIds);
}
