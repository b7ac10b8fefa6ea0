package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.engine.OperationEvent.Kind;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceComparison;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.secret.SecretValues;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.LcmNotification;
import dev.davit.lifecycle.store.LostOwnershipException;
import dev.davit.lifecycle.store.RunUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a run knows and has not written yet: occurrence, instance, journal, events. All changes since the last commit go
 * into one transaction, which is what keeps them consistent and commits few.
 */
final class RunState {
    private final LifecyclePorts ports;
    private final RunControl control;
    private final Consumer<UUID> written;
    private final OperationOccurrence claimed;
    private final VnfInstance before;
    private final ReentrantLock lock = new ReentrantLock();

    private final Journal journal;
    private final EventBuffer events;
    private final List<LcmNotification> notifications = new ArrayList<>();
    private OperationOccurrence occurrence;
    private boolean occurrenceChanged;
    private volatile VnfInstance instance;
    private boolean instanceChanged;
    private boolean removeInstance;

    RunState(
            LifecyclePorts ports,
            ClaimedOperation operation,
            SecretValues secrets,
            RunControl control,
            Consumer<UUID> written) {
        this.ports = ports;
        this.control = control;
        this.written = written;
        this.claimed = operation.occurrence();
        this.before = operation.start().before();
        this.occurrence = claimed;
        this.instance = operation.instance();
        this.journal = new Journal(operation.journal());
        this.events = new EventBuffer(secrets, ports.clock(), operation.lastEvent());
    }

    VnfInstance instance() {
        return instance;
    }

    OperationState state() {
        return locked(() -> occurrence.state());
    }

    EventBuffer events() {
        return events;
    }

    <T> T journal(Function<Journal, T> read) {
        return locked(() -> read.apply(journal));
    }

    Optional<Map<String, String>> resultOf(StepId step) {
        return journal(j -> j.record(step))
                .filter(s -> s.state() == StepRecord.State.DONE || !s.values().isEmpty())
                .map(StepRecord::values);
    }

    boolean begin(int phase, StepId step) {
        return locked(() -> {
            events.add(Kind.STEP_STARTED, Optional.of(step), Optional.empty(), step.toString());
            return journal.begin(phase, step, now());
        });
    }

    void done(StepId step, StepResult result) {
        locked(() -> {
            change(result.instanceChange());
            journal.done(step, result, now());
            events.add(Kind.STEP_DONE, Optional.of(step), Optional.empty(), step.toString());
            return null;
        });
    }

    void failed(StepId step, String error) {
        locked(() -> {
            journal.failed(step, EventBuffer.clean(error), now());
            events.add(Kind.STEP_FAILED, Optional.of(step), Optional.empty(), error);
            return null;
        });
    }

    void undoing(StepId step) {
        locked(() -> {
            journal.undoing(step);
            return null;
        });
    }

    void undone(StepId step) {
        locked(() -> {
            journal.undone(step, now());
            events.add(Kind.STEP_UNDONE, Optional.of(step), Optional.empty(), step.toString());
            return null;
        });
    }

    void change(UnaryOperator<VnfInstance> change) {
        locked(() -> {
            VnfInstance changed = change.apply(instance);
            if (!changed.equals(instance)) {
                instance = changed;
                instanceChanged = true;
                occurrence = occurrence.withChanges(ResourceComparison.between(before, changed));
                occurrenceChanged = true;
            }
            return null;
        });
    }

    /** The instance has the resources again that it had before the operation. */
    void restoreResources() {
        change(instance -> instance.withInstantiated(before.instantiated()));
    }

    void enter(OperationState next, Optional<ProblemDetails> error) {
        locked(() -> {
            occurrence = occurrence.enter(next, now(), error);
            occurrenceChanged = true;
            events.add(Kind.STATE, Optional.empty(), Optional.empty(), next.name());
            notifications.add(new LcmNotification.StateEntered(instance, occurrence, now()));
            return null;
        });
    }

    void removeInstance() {
        locked(() -> {
            removeInstance = true;
            return null;
        });
    }

    /**
     * Writes everything that has changed, in one transaction.
     *
     * @throws LostOwnershipException when another worker has taken over
     * @throws RunSuspendedException when the database does not take it; the operation goes on later from what is written
     */
    void commit() {
        locked(() -> {
            var update = new RunUpdate(
                    claimed.id(),
                    claimed.epoch(),
                    journal.takeUnwritten(),
                    events.take(),
                    events.last(),
                    occurrenceChanged ? Optional.of(occurrence) : Optional.empty(),
                    instanceChanged ? Optional.of(instance) : Optional.empty(),
                    removeInstance,
                    notifications);
            notifications.clear();
            occurrenceChanged = false;
            instanceChanged = false;
            try {
                ports.store().commit(update).ifPresent(this::cancel);
            } catch (LostOwnershipException e) {
                control.stop(RunControl.Stop.LOST);
                throw e;
            } catch (RuntimeException e) {
                // What the memory knows is ahead of the database now; only a new run can put that right.
                control.stop(RunControl.Stop.SHUTDOWN);
                throw new RunSuspendedException(
                        "the database did not take the progress of operation " + claimed.id(), e);
            }
            return null;
        });
        written.accept(claimed.id());
    }

    void cancel(String mode) {
        control.stop("FORCEFUL".equals(mode) ? RunControl.Stop.CANCEL_FORCEFUL : RunControl.Stop.CANCEL_GRACEFUL);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T locked(java.util.function.Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
