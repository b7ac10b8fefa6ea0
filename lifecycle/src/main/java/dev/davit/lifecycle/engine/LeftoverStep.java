package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A step that removes what an earlier, failed instantiate left. It goes by another name than the same step of the
 * operation proper, so that step ids stay unique within the plan. As safe to run again as the step inside.
 */
record LeftoverStep(Step step) implements Step {
    private static final String PREFIX = "left over: ";

    static Phase phase(Phase phase) {
        return new Phase(
                PREFIX + phase.name(),
                context -> phase.lanes().apply(new Renaming(context)).stream()
                        .map(LeftoverStep::lane)
                        .toList());
    }

    private static List<Step> lane(List<Step> lane) {
        return lane.stream().<Step>map(LeftoverStep::new).toList();
    }

    private static StepId renamed(StepId id) {
        return new StepId(PREFIX + id.name(), id.target());
    }

    @Override
    public StepId id() {
        return renamed(step.id());
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        return step.run(new Renaming(context));
    }

    /** What was left over is not brought back by a rollback. */
    @Override
    public void undo(StepContext context) {}

    private record Renaming(StepContext context) implements StepContext {
        @Override
        public UUID operationId() {
            return context.operationId();
        }

        @Override
        public VnfInstance instance() {
            return context.instance();
        }

        @Override
        public boolean repeated() {
            return context.repeated();
        }

        @Override
        public Optional<Map<String, String>> resultOf(StepId id) {
            return context.resultOf(renamed(id));
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            context.pause(duration);
        }

        @Override
        public void progress(String message) {
            context.progress(message);
        }

        @Override
        public void command(String host, String command) {
            context.command(host, command);
        }

        @Override
        public void output(String host, String line) {
            context.output(host, line);
        }
    }
}
