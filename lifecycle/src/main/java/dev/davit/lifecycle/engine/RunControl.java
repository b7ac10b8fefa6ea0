package dev.davit.lifecycle.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops a run from outside. A thread is interrupted only while it is inside a step: interrupting one that talks to the
 * database would break its connection.
 */
final class RunControl {

    /** Why a run is to stop; a later one overrides an earlier one. */
    enum Stop {
        NONE,
        /** Begin no further step; those that run may end. */
        CANCEL_GRACEFUL,
        /** Interrupt running steps. */
        CANCEL_FORCEFUL,
        /** The process ends; another one will go on. */
        SHUTDOWN,
        /** Another worker has taken over. */
        LOST;

        boolean interruptsSteps() {
            return ordinal() >= CANCEL_FORCEFUL.ordinal();
        }

        boolean leavesToAnother() {
            return this == SHUTDOWN || this == LOST;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private final Set<Thread> inStep = new HashSet<>();
    private Stop stop = Stop.NONE;

    Stop reason() {
        lock.lock();
        try {
            return stop;
        } finally {
            lock.unlock();
        }
    }

    void stop(Stop why) {
        lock.lock();
        try {
            if (why.ordinal() <= stop.ordinal()) {
                return;
            }
            stop = why;
            if (why.interruptsSteps()) {
                inStep.forEach(Thread::interrupt);
                stopping.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs a step's code; that and nothing else can be interrupted. */
    <T> T inStep(Callable<T> code) throws Exception {
        lock.lock();
        try {
            if (stop.interruptsSteps()) {
                throw new InterruptedException();
            }
            inStep.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
        try {
            return code.call();
        } finally {
            leave();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inStep.remove(Thread.currentThread());
            // An interrupt that came too late for the step must not hit the journal's database connection.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** @throws InterruptedException when steps are to stop */
    void pause(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = duration.toNanos();
            while (left > 0) {
                if (stop.interruptsSteps()) {
                    throw new InterruptedException();
                }
                left = stopping.awaitNanos(left);
            }
            if (stop.interruptsSteps()) {
                throw new InterruptedException();
            }
        } finally {
            lock.unlock();
        }
    }
}
