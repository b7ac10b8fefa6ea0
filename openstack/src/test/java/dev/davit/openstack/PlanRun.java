package dev.davit.openstack;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Carries a plan out as the engine does, one step at a time, with a journal in memory: what was journaled as done is not run
 * again, what was begun is run again as repeated. Waits are real.
 */
public final class PlanRun {
    private final UUID operationId;
    private final Map<StepId, StepResult> done = new HashMap<>();
    private final Set<StepId> begun = new HashSet<>();
    private VnfInstance instance;

    /** What the steps told. */
    public final List<String> told = new ArrayList<>();

    /** How long they waited. */
    public Duration waited = Duration.ZERO;

    public PlanRun(UUID operationId, VnfInstance instance) {
        this.operationId = operationId;
        this.instance = instance;
    }

    public VnfInstance instance() {
        return instance;
    }

    public Optional<StepResult> result(String stepName) {
        return done.entrySet().stream()
                .filter(e -> e.getKey().name().equals(stepName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Runs, or goes on with, a plan. */
    public PlanRun run(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases) {
            for (List<Step> lane : phase.lanes().apply(new Context(false))) {
                for (Step step : lane) {
                    if (!done.containsKey(step.id())) {
                        boolean repeated = !begun.add(step.id());
                        var result = step.run(new Context(repeated));
                        done.put(step.id(), result);
                        instance = result.instanceChange().apply(instance);
                    }
                }
            }
        }
        return this;
    }

    /** Runs each step, forgets that it did, and runs it again. */
    public PlanRun runEachStepTwice(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases) {
            for (List<Step> lane : phase.lanes().apply(new Context(false))) {
                for (Step step : lane) {
                    step.run(new Context(false));
                    begun.add(step.id());
                    run(List.of(Phase.sequence(phase.name(), step)));
                }
            }
        }
        return this;
    }

    /** Takes back what was begun, latest first. */
    public void undo(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases.reversed()) {
            for (List<Step> lane : phase.lanes().apply(new Context(true))) {
                for (Step step : lane.reversed()) {
                    if (begun.contains(step.id())) {
                        step.undo(new Context(true));
                    }
                }
            }
        }
    }

    private final class Context implements StepContext {
        private final boolean repeated;

        Context(boolean repeated) {
            this.repeated = repeated;
        }

        @Override
        public UUID operationId() {
            return operationId;
        }

        @Override
        public VnfInstance instance() {
            return instance;
        }

        @Override
        public boolean repeated() {
            return repeated;
        }

        @Override
        public Optional<Map<String, String>> resultOf(StepId step) {
            return Optional.ofNullable(done.get(step)).map(StepResult::values);
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            waited = waited.plus(duration);
            boolean ignored = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void progress(String message) {
            told.add(message);
        }

        @Override
        public void command(String host, String command) {
            told.add(host + "$ " + command);
        }

        @Override
        public void output(String host, String line) {
            told.add(host + "> " + line);
        }
    }
}
