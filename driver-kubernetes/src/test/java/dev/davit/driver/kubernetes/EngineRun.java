package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs phases by the engine's rules: lanes side by side, a failed lane does not stop the others, a phase with a failure is the
 * last one, and what is done is not run again on retry.
 */
final class EngineRun implements StepContext {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final Duration longestPause;

    private final List<Phase> phases;
    private final Map<StepId, StepResult> done = new ConcurrentHashMap<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> started = new CopyOnWriteArrayList<>();
    final List<StepFailedException.Failure> failures = new CopyOnWriteArrayList<>();
    private volatile VnfInstance instance;

    /** Among simulated nodes, where waiting brings nothing. */
    EngineRun(VnfInstance instance, List<Phase> phases) {
        this(instance, phases, LONGEST_PAUSE);
    }

    /** @param longestPause no pause lasts longer, whatever a step asks for */
    EngineRun(VnfInstance instance, List<Phase> phases, Duration longestPause) {
        this.instance = instance;
        this.phases = phases;
        this.longestPause = longestPause;
    }

    /** @return whether all is done */
    boolean proceed() throws InterruptedException, ExecutionException {
        failures.clear();
        for (Phase phase : phases) {
            List<List<Step>> lanes = phase.lanes().apply(this);
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
        for (Step step : lane) {
            if (done.containsKey(step.id())) {
                continue;
            }
            started.add(step.id().toString());
            try {
                done.put(step.id(), step.run(this));
            } catch (StepFailedException e) {
                failures.add(e.failure());
                return null;
            }
        }
        return null;
    }

    StepResult.Effect effect(String step) {
        return done.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(step))
                .map(entry -> entry.getValue().effect())
                .findFirst()
                .orElseThrow();
    }

    /** Everything that people get to see, as one text. */
    String told() {
        return String.join("\n", events);
    }

    void become(VnfInstance changed) {
        instance = changed;
    }

    @Override
    public UUID operationId() {
        return instance.id();
    }

    @Override
    public VnfInstance instance() {
        return instance;
    }

    @Override
    public boolean repeated() {
        return false;
    }

    @Override
    public Optional<Map<String, String>> resultOf(StepId step) {
        return Optional.ofNullable(done.get(step)).map(StepResult::values);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Duration wait = duration.compareTo(longestPause) < 0 ? duration : longestPause;
        if (new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    @Override
    public void progress(String message) {
        events.add(message);
    }

    @Override
    public void command(String host, String command) {
        events.add(host + " $ " + command);
    }

    @Override
    public void output(String host, String line) {
        events.add(host + " | " + line);
    }
}
