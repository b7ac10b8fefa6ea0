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
}
