package dev.davit.lifecycle.operation;

import dev.davit.lifecycle.ProblemDetails;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A VNF LCM operation occurrence (SOL003 v2.6.1 clause 5.5.2.13).
 *
 * @param epoch counts the workers that have owned it; a write with an older epoch is refused
 * @param cancelMode GRACEFUL or FORCEFUL while a cancel is pending
 */
public record OperationOccurrence(
        UUID id,
        UUID instanceId,
        String project,
        LcmRequest request,
        OperationState state,
        Instant stateEnteredTime,
        Instant startTime,
        boolean automatic,
        Optional<String> cancelMode,
        Optional<ProblemDetails> error,
        ResourceChanges changes,
        long epoch) {

    public LcmOperation operation() {
        return request.operation();
    }

    public boolean isCancelPending() {
        return cancelMode.isPresent();
    }

    /** The same in another state. @throws IllegalStateException when SOL003 knows no such transition */
    public OperationOccurrence enter(OperationState next, Instant now, Optional<ProblemDetails> newError) {
        if (!state.successors().contains(next)) {
            throw new IllegalStateException("an occurrence in " + state + " cannot enter " + next);
        }
        Optional<String> cancel = next.isActive() ? cancelMode : Optional.empty();
        return new OperationOccurrence(
                id, instanceId, project, request, next, now, startTime, automatic, cancel, newError, changes, epoch);
    }

    public OperationOccurrence withChanges(ResourceChanges newChanges) {
        return with(cancelMode, newChanges, epoch);
    }

    public OperationOccurrence withEpoch(long newEpoch) {
        return with(cancelMode, changes, newEpoch);
    }

    public OperationOccurrence withCancelMode(String mode) {
        return with(Optional.of(mode), changes, epoch);
    }

    private OperationOccurrence with(Optional<String> newCancelMode, ResourceChanges newChanges, long newEpoch) {
        return new OperationOccurrence(
                id,
                instanceId,
                project,
                request,
                state,
                stateEnteredTime,
                startTime,
                automatic,
                newCancelMode,
                error,
                newChanges,
                newEpoch);
    }
}
