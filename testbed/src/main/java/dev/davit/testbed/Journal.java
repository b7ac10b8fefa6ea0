package dev.davit.testbed;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A plan's run in memory: what was begun, what was done, what it made of the instance, and what its steps told. */
final class Journal {
    final List<String> told = new CopyOnWriteArrayList<>();
    private final UUID operationId;
    private final Duration longestPause;
    private final Map<StepId, StepResult> done = new ConcurrentHashMap<>();
    private final Set<StepId> begun = ConcurrentHashMap.newKeySet();
    private volatile VnfInstance instance;

    /** @param longestPause no pause lasts longer, whatever a step asks for; how often is tried stays the same */
    Journal(UUID operationId, VnfInstance instance, Duration longestPause) {
        this.operationId = operationId;
        this.instance = instance;
        this.longestPause = longestPause;
    }

    /** Runs a step unless it is done; as repeated when it was begun before. */
    void perform(Step step) throws StepFailedException, InterruptedException {
        if (done.containsKey(step.id())) {
            return;
        }
        boolean repeated = !begun.add(step.id());
        StepResult result = step.run(context(repeated));
        synchronized (this) {
            done.put(step.id(), result);
            instance = result.instanceChange().apply(instance);
        }
    }

    /** Runs a step and forgets that it did. */
    void performAndForget(Step step) throws StepFailedException, InterruptedException {
        step.run(context(false));
        begun.add(step.id());
    }

    boolean isDone(Step step) {
        return done.containsKey(step.id());
    }

    boolean isBegun(Step step) {
        return begun.contains(step.id());
    }

    Map<StepId, StepResult> done() {
        return Map.copyOf(done);
    }

    VnfInstance instance() {
        return instance;
    }

    StepContext context(boolean repeated) {
        return new Context(repeated);
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
            Duration real = duration.compareTo(longestPause) < 0 ? duration : longestPause;
            if (new CountDownLatch(1).await(real.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        }

        @Override
        public void progress(String message) {
            told.add(message);
        }

        @Override
        public void command(String host, String command) {
            told.add(host + " $ " + command);
        }

        @Override
        public void output(String host, String line) {
            told.add(host + " | " + line);
        }
    }
}
