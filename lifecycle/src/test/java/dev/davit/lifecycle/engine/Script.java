package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes steps that write down when they ran and do what a test tells them. A step is told by its name, an undo by "undo name". */
final class Script {
    /** What ran, in order. */
    final List<String> ran = new CopyOnWriteArrayList<>();
    /** What the step does instead of succeeding, once. */
    final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    /** What is thrown, once, where a hook's plan or a phase's steps are asked for. */
    final Map<String, Error> defects = new ConcurrentHashMap<>();

    interface Trouble {
        void happen(StepContext context) throws StepFailedException, InterruptedException;
    }

    void fail(String step, String reason) {
        troubles.put(step, context -> {
            throw StepFailedException.of(reason, "try again");
        });
    }

    /** Waits in the step until it is interrupted or let go. */
    Held hold(String step) {
        var held = new Held(new CountDownLatch(1), new CountDownLatch(1));
        troubles.put(step, context -> {
            held.reached().countDown();
            while (held.let().getCount() > 0) {
                context.pause(Duration.ofMillis(5));
            }
        });
        return held;
    }

    record Held(CountDownLatch reached, CountDownLatch let) {
        void await() throws InterruptedException {
            if (!reached.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the step was not reached");
            }
        }

        void go() {
            let.countDown();
        }
    }

    void asked(String planOrPhase) {
        Error defect = defects.remove(planOrPhase);
        if (defect != null) {
            throw defect;
        }
    }

    Step step(String name) {
        return step(name, StepResult.of(StepResult.Effect.CHANGED));
    }

    Step step(String name, StepResult result) {
        return new Scripted(name, result);
    }

    private final class Scripted implements Step {
        private final String name;
        private final StepResult result;

        Scripted(String name, StepResult result) {
            this.name = name;
            this.result = result;
        }

        @Override
        public StepId id() {
            return StepId.of(name);
        }

        @Override
        public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
            happen(name, context);
            ran.add(context.repeated() ? name + " again" : name);
            return result;
        }

        @Override
        public void undo(StepContext context) throws StepFailedException, InterruptedException {
            happen("undo " + name, context);
            ran.add("undo " + name);
        }

        private void happen(String what, StepContext context) throws StepFailedException, InterruptedException {
            Trouble trouble = troubles.remove(what);
            if (trouble != null) {
                trouble.happen(context);
            }
        }
    }
}
