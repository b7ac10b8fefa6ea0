package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.engine.OperationEvent.Kind;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmOperation;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Plan;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.secret.SecretValues;
import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.LostOwnershipException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one operation, from wherever its journal says it stands:
 *
 * <ol>
 *   <li>STARTING with a cancel pending: ROLLED_BACK. STARTING otherwise: PROCESSING.
 *   <li>Build the plan.
 *   <li>PROCESSING: from the first phase that is not wholly done, run phase after phase; then COMPLETED.
 *   <li>ROLLING_BACK: from the last phase that was begun, take back its steps, latest first; then ROLLED_BACK.
 *   <li>A step that fails, or a cancel, leads to FAILED_TEMP, where the occurrence rests until somebody decides.
 * </ol>
 */
final class OperationRun {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRun.class);

    private final PlanFactory plans;
    private final ClaimedOperation claimed;
    private final OperationOccurrence operation;
    private final SecretValues secrets;
    private final RunControl control = new RunControl();
    private final RunState state;

    OperationRun(LifecyclePorts ports, PlanFactory plans, ClaimedOperation claimed, Consumer<UUID> written) {
        this.plans = plans;
        this.claimed = claimed;
        this.operation = claimed.occurrence();
        this.secrets = KnownSecrets.of(ports, claimed);
        this.state = new RunState(ports, claimed, secrets, control, written);
        operation.cancelMode().ifPresent(state::cancel);
    }

    RunControl control() {
        return control;
    }

    long epoch() {
        return operation.epoch();
    }

    void cancel(String mode) {
        state.cancel(mode);
    }

    /** Writes events that are waiting; called now and then while steps take their time. */
    void flush() {
        if (!state.events().isEmpty() && !control.reason().leavesToAnother()) {
            try {
                state.commit();
            } catch (LostOwnershipException | RunSuspendedException e) {
                LOG.debug("operation {}: {}", operation.id(), e.getMessage());
            }
        }
    }

    /** @throws RunSuspendedException when the operation is not at rest and another run must go on */
    void execute() {
        try {
            List<StepFailure> failures = proceed();
            if (control.reason() == RunControl.Stop.LOST) {
                throw new LostOwnershipException(operation.id(), operation.epoch());
            }
            if (control.reason() == RunControl.Stop.SHUTDOWN) {
                flushLast();
                throw new RunSuspendedException("operation " + operation.id() + " is left to be continued");
            }
            if (!failures.isEmpty()) {
                state.enter(OperationState.FAILED_TEMP, Optional.of(error(failures)));
            }
            state.commit();
        } catch (LostOwnershipException e) {
            LOG.info("{}; another worker goes on with it", e.getMessage());
        }
    }

    private void flushLast() {
        if (!state.events().isEmpty()) {
            state.commit();
        }
    }

    private ProblemDetails error(List<StepFailure> failures) {
        RunControl.Stop why = control.reason();
        if (why == RunControl.Stop.NONE) {
            return StepFailure.problem(failures);
        }
        String mode = why == RunControl.Stop.CANCEL_FORCEFUL ? "FORCEFUL" : "GRACEFUL";
        return ProblemDetails.of(
                500,
                "Cancelled",
                "cancelled by request (" + mode + "): "
                        + StepFailure.problem(failures).detail() + "\n  what to do: retry, rollback or fail");
    }

    /** Ends with the occurrence in its new state, or with what failed. */
    private List<StepFailure> proceed() {
        if (state.state() == OperationState.STARTING) {
            if (operation.isCancelPending()) {
                undoAcceptance();
                state.enter(
                        OperationState.ROLLED_BACK,
                        Optional.of(
                                ProblemDetails.of(500, "Cancelled", "cancelled by request before anything was done")));
                return List.of();
            }
            state.enter(OperationState.PROCESSING, Optional.empty());
        }
        Plan plan;
        try {
            plan = plans.plan(operation.id(), claimed.start(), operation.request());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return List.of(StepFailure.of(operation.id(), "plan", e, secrets));
        }
        return state.state() == OperationState.ROLLING_BACK ? rollBack(plan) : goForward(plan);
    }

    private List<StepFailure> goForward(Plan plan) {
        for (int index = state.journal(Journal::nextPhase);
                index < plan.phases().size();
                index++) {
            Phase phase = plan.phases().get(index);
            if (control.reason() != RunControl.Stop.NONE) {
                return List.of(new StepFailure(phase.name(), "not begun"));
            }
            List<StepFailure> failures = run(phase, index);
            if (!failures.isEmpty()) {
                return failures;
            }
        }
        complete();
        return List.of();
    }

    private List<StepFailure> run(Phase phase, int index) {
        List<List<Step>> lanes;
        try {
            lanes = phase.lanes().apply(context());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return List.of(StepFailure.of(operation.id(), phase.name(), e, secrets));
        }
        if (lanes.stream().allMatch(List::isEmpty)) {
            return List.of();
        }
        state.events().add(Kind.PHASE, Optional.empty(), Optional.empty(), phase.name());
        List<Lane> running = lanes.stream()
                .filter(steps -> !steps.isEmpty())
                .map(steps -> new Lane(operation.id(), index, steps, state, control, secrets))
                .toList();
        var failures = new ArrayList<>(LaneRunner.run(running, control));
        boolean unfinished = lanes.stream()
                .flatMap(List::stream)
                .anyMatch(step -> !state.journal(journal -> journal.isDone(step.id())));
        if (failures.isEmpty() && unfinished) {
            failures.add(new StepFailure(phase.name(), "not finished"));
        }
        return failures;
    }

    private StepContext context() {
        return new RunningStep(operation.id(), state, control, Optional.empty(), false);
    }

    private void complete() {
        state.change(instance -> switch (operation.operation()) {
            case INSTANTIATE -> instance.withState(InstantiationState.INSTANTIATED);
            case TERMINATE ->
                instance.withState(InstantiationState.NOT_INSTANTIATED).withInstantiated(Optional.empty());
            case HEAL, SCALE, CHANGE_EXT_CONN, MODIFY_INFO -> instance;
        });
        if (operation.operation() == LcmOperation.TERMINATE && claimed.deleting()) {
            state.removeInstance();
        }
        state.enter(OperationState.COMPLETED, Optional.empty());
    }

    private List<StepFailure> rollBack(Plan plan) {
        var rollback = new Rollback(operation.id(), state, control, secrets);
        int last = Math.min(state.journal(Journal::lastPhase), plan.phases().size() - 1);
        for (int index = last; index >= 0; index--) {
            Optional<StepFailure> failure = rollback.undo(plan.phases().get(index), index, context());
            if (failure.isPresent()) {
                return List.of(failure.get());
            }
        }
        undoAcceptance();
        state.enter(OperationState.ROLLED_BACK, operation.error());
        return List.of();
    }

    /**
     * What an instantiate had said to the instance is taken back; resources left by an earlier one stay known. After a scale
     * out the instance has the resources and the scale level that it had before.
     */
    private void undoAcceptance() {
        if (operation.operation() == LcmOperation.SCALE) {
            state.restoreResources();
        }
        if (operation.operation() != LcmOperation.INSTANTIATE) {
            return;
        }
        VnfInstance before = claimed.start().before();
        boolean leftoversRemoved =
                state.journal(journal -> journal.record(LocalStep.CLEARED)).isPresent();
        state.change(instance -> instance.withVimConnections(before.vimConnections())
                .withInstantiated(leftoversRemoved ? Optional.empty() : before.instantiated()));
    }
}
