package dev.davit.testbed;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries a plan out without an engine, one step at a time, until one fails. What is done is not run again; what was begun is
 * run again as repeated. {@link LanesRun} works on lanes side by side.
 */
public final class PlanRun {
    private final Journal journal;

    /** Waits are real. */
    public PlanRun(UUID operationId, VnfInstance instance) {
        this(operationId, instance, Duration.ofDays(1));
    }

    /** @param longestPause no pause lasts longer, whatever a step asks for */
    public PlanRun(UUID operationId, VnfInstance instance, Duration longestPause) {
        journal = new Journal(operationId, instance, longestPause);
    }

    /** Runs, or goes on with, a plan. */
    public PlanRun run(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases) {
            for (List<Step> lane : phase.lanes().apply(context())) {
                for (Step step : lane) {
                    journal.perform(step);
                }
            }
        }
        return this;
    }

    /** Runs each step, forgets that it did, and runs it again. */
    public PlanRun runEachStepTwice(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases) {
            for (List<Step> lane : phase.lanes().apply(context())) {
                for (Step step : lane) {
                    journal.performAndForget(step);
                    journal.perform(step);
                }
            }
        }
        return this;
    }

    /** Takes back what was begun, latest first. */
    public void undo(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases.reversed()) {
            for (List<Step> lane : phase.lanes().apply(journal.context(true))) {
                for (Step step : lane.reversed()) {
                    if (journal.isBegun(step)) {
                        step.undo(journal.context(true));
                    }
                }
            }
        }
    }

    /** For steps that are run one by one. */
    public StepContext context() {
        return journal.context(false);
    }

    public VnfInstance instance() {
        return journal.instance();
    }

    /** What the steps told: progress, {@code host $ command}, {@code host | line of output}. */
    public List<String> told() {
        return journal.told;
    }

    /** What the first step of that name, whatever its target, came to. */
    public Optional<StepResult> result(String stepName) {
        return journal.done().entrySet().stream()
                .filter(e -> e.getKey().name().equals(stepName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Of each step that is done, by its name. */
    public Map<String, StepResult.Effect> effects() {
        var effects = new HashMap<String, StepResult.Effect>();
        journal.done().forEach((id, result) -> effects.put(id.name(), result.effect()));
        return effects;
    }
}
