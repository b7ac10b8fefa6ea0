package dev.davit.testbed;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Carries a plan out without an engine but by its rules: lanes side by side, a failed lane does not stop the others, a phase
 * with a failure is the last one, and what is done is not run again on retry.
 */
public final class LanesRun {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final List<Phase> phases;
    private final Journal journal;
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    /** Among things that are simulated, where waiting brings nothing. */
    public LanesRun(VnfInstance instance, List<Phase> phases) {
        this(instance, phases, LONGEST_PAUSE);
    }

    /** @param longestPause no pause lasts longer, whatever a step asks for */
    public LanesRun(VnfInstance instance, List<Phase> phases, Duration longestPause) {
        this.phases = phases;
        journal = new Journal(instance.id(), instance, longestPause);
    }

    /** Begins, or retries. @return whether all is done */
    public boolean proceed() throws InterruptedException, ExecutionException {
        failures.clear();
        for (Phase phase : phases) {
            List<List<Step>> lanes = phase.lanes().apply(context());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = new ArrayList<Future<?>>();
                lanes.forEach(lane -> running.add(threads.submit(() -> run(lane))));
                for (Future<?> lane : running) {
                    lane.get();
                }
            }
            if (!failures.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Void run(List<Step> lane) throws InterruptedException {
        try {
            for (Step step : lane) {
                if (!journal.isDone(step)) {
                    started.add(step.id().toString());
                    journal.perform(step);
                }
            }
        } catch (StepFailedException e) {
            failures.add(e.failure());
        }
        return null;
    }

    /** For steps that are run one by one. */
    public StepContext context() {
        return journal.context(false);
    }

    /** Of the latest {@link #proceed}. */
    public List<Failure> failures() {
        return failures;
    }

    /** The ids of the steps in the order in which they began. */
    public List<String> started() {
        return started;
    }

    /** @param step its id as people see it: {@code name [target]} */
    public StepResult.Effect effect(String step) {
        return journal.done().entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(step))
                .map(Map.Entry::getValue)
                .map(StepResult::effect)
                .findFirst()
                .orElseThrow();
    }

    /** Everything that people get to see, as one text. */
    public String told() {
        return String.join("\n", journal.told);
    }
}
