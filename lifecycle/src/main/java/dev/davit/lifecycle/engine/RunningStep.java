package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.engine.OperationEvent.Kind;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a step sees of its run. @param step empty while the steps of a phase are being made up */
record RunningStep(UUID operationId, RunState state, RunControl control, Optional<StepId> step, boolean repeated)
        implements StepContext {

    @Override
    public VnfInstance instance() {
        return state.instance();
    }

    @Override
    public Optional<Map<String, String>> resultOf(StepId id) {
        return state.resultOf(id);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        control.pause(duration);
    }

    @Override
    public void progress(String message) {
        state.events().add(Kind.PROGRESS, step, Optional.empty(), message);
    }

    @Override
    public void command(String host, String command) {
        state.events().add(Kind.COMMAND, step, Optional.of(host), command);
    }

    @Override
    public void output(String host, String line) {
        state.events().add(Kind.OUTPUT, step, Optional.of(host), line);
    }
}
