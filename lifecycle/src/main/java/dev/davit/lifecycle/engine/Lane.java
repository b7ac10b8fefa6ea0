package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.secret.SecretValues;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs the steps of a lane one after the other:
 *
 * <ol>
 *   <li>skip a step that the journal has as DONE;
 *   <li>stop before a step when the run is to stop;
 *   <li>write INTENT, and with it the DONE of the step before;
 *   <li>run the step;
 *   <li>keep DONE and the change of the instance, to be written with what comes next.
 * </ol>
 */
record Lane(UUID operationId, int phase, List<Step> steps, RunState state, RunControl control, SecretValues secrets) {

    /**
     * @param alone no other lane runs: what is left unwritten is written with what the run does next
     * @return why it stopped, when a step failed
     */
    Optional<StepFailure> run(boolean alone) {
        for (Step step : steps) {
            if (state.journal(journal -> journal.isDone(step.id()))) {
                continue;
            }
            if (control.reason() != RunControl.Stop.NONE) {
                break;
            }
            Optional<StepFailure> failure = run(step);
            if (failure.isPresent()) {
                state.failed(step.id(), failure.get().text());
                if (!alone) {
                    state.commit();
                }
                return failure;
            }
        }
        if (!alone) {
            state.commit();
        }
        return Optional.empty();
    }

    private Optional<StepFailure> run(Step step) {
        StepId id = step.id();
        boolean repeated = state.begin(phase, id);
        if (!(step instanceof LocalStep)) {
            state.commit();
        }
        var context = new RunningStep(operationId, state, control, Optional.of(id), repeated);
        try {
            StepResult result = control.inStep(() -> step.run(context));
            state.done(id, result);
            return Optional.empty();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            if (control.reason().leavesToAnother()) {
                // It stays at INTENT: whoever goes on runs it again.
                return Optional.empty();
            }
            if (e instanceof InterruptedException && control.reason().interruptsSteps()) {
                return Optional.of(new StepFailure(id.toString(), "was interrupted by the cancel request"));
            }
            return Optional.of(StepFailure.of(operationId, id, e, secrets));
        }
    }
}
