package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API offers of VNF lifecycle management (SOL003 v2.6.1 clause 5). All methods throw
 * {@link dev.davit.lifecycle.ProblemException}: 404 for what the caller cannot see, 409 for the wrong state, 400 for
 * parameters that make no sense.
 */
public interface VnfLifecycle {

    VnfInstance create(Caller caller, CreateVnf request);

    void delete(Caller caller, UUID instanceId);

    VnfInstance instance(Caller caller, UUID instanceId);

    /** In order of id, those after the given one. */
    List<VnfInstance> instances(Caller caller, Optional<UUID> after, int limit);

    /**
     * Accepts an operation: when this returns, the occurrence and its job are committed and will be carried out.
     *
     * @return the occurrence, STARTING
     */
    OperationOccurrence start(Caller caller, UUID instanceId, LcmRequest request);

    OperationOccurrence occurrence(Caller caller, UUID occurrenceId);

    List<OperationOccurrence> occurrences(Caller caller, Optional<UUID> after, int limit);

    /** FAILED_TEMP to PROCESSING, going on from the failed step. */
    void retry(Caller caller, UUID occurrenceId);

    /** FAILED_TEMP to ROLLING_BACK. */
    void rollback(Caller caller, UUID occurrenceId);

    /** FAILED_TEMP to FAILED. */
    OperationOccurrence fail(Caller caller, UUID occurrenceId);

    /** @param mode GRACEFUL or FORCEFUL */
    void cancel(Caller caller, UUID occurrenceId, String mode);

    /** The journal of an operation's steps, in order of execution. */
    List<StepRecord> steps(Caller caller, UUID occurrenceId);

    /** What happened in an operation after the given sequence number, oldest first; at most limit events. */
    List<OperationEvent> events(Caller caller, UUID occurrenceId, long after, int limit);

    /**
     * Waits until there may be events after the given sequence number, or the time is up; then ask {@link #events}.
     * For an occurrence that the caller has been shown already. Holds neither a platform thread nor a connection.
     */
    default void awaitEvents(UUID occurrenceId, long after, Duration atMost) throws InterruptedException {
        Thread.sleep(atMost.compareTo(POLL) < 0 ? atMost : POLL);
    }

    /** How often followers look for events that another process may have written. */
    Duration POLL = Duration.ofMillis(250);
}
