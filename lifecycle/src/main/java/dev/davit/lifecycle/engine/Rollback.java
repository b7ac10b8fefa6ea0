package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.secret.SecretValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes back the steps of a phase, latest first. */
record Rollback(UUID operationId, RunState state, RunControl control, SecretValues secrets) {

    Optional<StepFailure> undo(Phase phase, int index, StepContext context) {
        List<StepRecord> begun = state.journal(journal -> journal.toUndo(index));
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Map<StepId, Step> steps = new HashMap<>();
        try {
            phase.lanes().apply(context).forEach(lane -> lane.forEach(step -> steps.put(step.id(), step)));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return Optional.of(StepFailure.of(operationId, "undo " + phase.name(), e, secrets));
        }
        for (StepRecord record : begun) {
            if (control.reason() != RunControl.Stop.NONE) {
                return Optional.of(new StepFailure("undo " + record.id(), "not begun"));
            }
            Optional<StepFailure> failure = undo(record.id(), steps.get(record.id()));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** @param step null when the phase has it no more: its VNFC is gone, and with it what the step had done there */
    private Optional<StepFailure> undo(StepId id, Step step) {
        if (step != null && !(step instanceof LocalStep)) {
            state.undoing(id);
            state.commit();
            try {
                control.inStep(() -> {
                    step.undo(new RunningStep(operationId, state, control, Optional.of(id), true));
                    return null;
                });
            } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
                if (control.reason().leavesToAnother()) {
                    return Optional.of(new StepFailure("undo " + id, "interrupted"));
                }
                var failure = StepFailure.of(operationId, "undo " + id, e, secrets);
                state.failed(id, failure.text());
                return Optional.of(failure);
            }
        }
        if (step instanceof ScaledStep) {
            // Should the rollback get no further, a retry must not take VNFCs that are gone for some that stay.
            state.restoreResources();
        }
        state.undone(id);
        return Optional.empty();
    }
}
