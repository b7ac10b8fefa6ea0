package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LifecycleTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * What people decide about an occurrence (SOL003 v2.6.1 clauses 5.4.14 to 5.4.17). Each raises the epoch, so that a worker
 * of an earlier attempt, should one still be there, cannot write any more.
 */
final class Transitions {
    private final LifecyclePorts ports;

    Transitions(LifecyclePorts ports) {
        this.ports = ports;
    }

    static OperationEvent stateEvent(OperationState state, Instant now) {
        return new OperationEvent(0, now, OperationEvent.Kind.STATE, Optional.empty(), Optional.empty(), state.name());
    }

    void retry(UUID id) {
        ports.store().inTransaction(transaction -> {
            OperationOccurrence occurrence = failedTemp(transaction, id, "retry");
            return resume(transaction, occurrence, OperationState.PROCESSING, Optional.empty());
        });
    }

    void rollback(UUID id) {
        ports.store().inTransaction(transaction -> {
            OperationOccurrence occurrence = failedTemp(transaction, id, "rollback");
            if (!canRollBack(occurrence.request())) {
                throw conflict(name(occurrence) + " cannot be rolled back; retry it, or mark it as failed.");
            }
            return resume(transaction, occurrence, OperationState.ROLLING_BACK, occurrence.error());
        });
    }

    private static boolean canRollBack(LcmRequest request) {
        return request instanceof LcmRequest.Instantiate || request instanceof LcmRequest.Scale scale && scale.out();
    }

    private static String name(OperationOccurrence occurrence) {
        return occurrence.request() instanceof LcmRequest.Scale
                ? "SCALE with type SCALE_IN"
                : occurrence.operation().name();
    }

    private OperationOccurrence resume(
            LifecycleTransaction transaction,
            OperationOccurrence occurrence,
            OperationState state,
            Optional<ProblemDetails> error) {
        OperationOccurrence next = enter(transaction, occurrence, state, error);
        transaction.enqueue(next.id(), next.epoch());
        return next;
    }

    OperationOccurrence fail(UUID id) {
        return ports.store().inTransaction(transaction -> {
            OperationOccurrence occurrence = failedTemp(transaction, id, "fail");
            giveUp(transaction, occurrence);
            return enter(transaction, occurrence, OperationState.FAILED, occurrence.error());
        });
    }

    /**
     * Nothing is released. What an instantiate has begun to build stays known, so that the next instantiate, or the
     * deletion of the instance, removes it; if it has not begun anything, the instance is as it was before.
     */
    private static void giveUp(LifecycleTransaction transaction, OperationOccurrence occurrence) {
        var locked = transaction.lockAnyInstance(occurrence.instanceId());
        if (locked.deleting()) {
            transaction.delete(occurrence.instanceId());
        } else if (occurrence.request() instanceof LcmRequest.Instantiate && !hasBegun(transaction, occurrence.id())) {
            var before = transaction.startOf(occurrence.id()).before();
            transaction.update(locked.instance()
                    .withVimConnections(before.vimConnections())
                    .withInstantiated(before.instantiated()));
        }
    }

    private static boolean hasBegun(LifecycleTransaction transaction, UUID operationId) {
        return transaction.journal(operationId).stream()
                .anyMatch(entry -> !LocalStep.GRANT.equals(entry.step().id()));
    }

    /** @return whether a worker may be at it and wants to be told */
    void cancel(UUID id, String mode) {
        if (!mode.equals("GRACEFUL") && !mode.equals("FORCEFUL")) {
            throw new ProblemException(
                    ProblemDetails.badRequest("cancelMode", "'" + mode + "' is neither GRACEFUL nor FORCEFUL"));
        }
        ports.store().inTransaction(transaction -> {
            OperationOccurrence occurrence = lock(transaction, id);
            if (!occurrence.state().isActive()) {
                throw conflict("Cancel is not allowed for an operation in state " + occurrence.state() + ".");
            }
            transaction.update(occurrence.withCancelMode(mode));
            return occurrence;
        });
    }

    private OperationOccurrence enter(
            LifecycleTransaction transaction,
            OperationOccurrence occurrence,
            OperationState state,
            Optional<ProblemDetails> error) {
        Instant now = ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        OperationOccurrence next = occurrence.enter(state, now, error).withEpoch(occurrence.epoch() + 1);
        transaction.update(next);
        transaction.append(next.id(), stateEvent(state, now));
        var instance = transaction.startOf(next.id()).accepted();
        transaction.announce(new LcmNotification.StateEntered(instance, next, now));
        return next;
    }

    private static OperationOccurrence failedTemp(LifecycleTransaction transaction, UUID id, String action) {
        OperationOccurrence occurrence = lock(transaction, id);
        if (occurrence.state() != OperationState.FAILED_TEMP) {
            throw conflict(
                    "Cannot " + action + " an operation in state " + occurrence.state() + "; only one in FAILED_TEMP.");
        }
        return occurrence;
    }

    private static OperationOccurrence lock(LifecycleTransaction transaction, UUID id) {
        return transaction.lockOccurrence(id).orElseThrow(() -> InstanceChecks.occurrenceNotFound(id));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemDetails.conflict(detail));
    }
}
