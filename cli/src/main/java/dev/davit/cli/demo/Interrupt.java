package dev.davit.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM while the demo runs: interrupts what it does, lets it take everything down, and only then ends the
 * process, with the demo's own exit status.
 */
final class Interrupt implements AutoCloseable {
    private final Thread main = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean(true);
    private final Thread hook = Thread.ofPlatform().name("interrupt").unstarted(this::interrupted);
    private volatile int status = 1;

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isAsked() {
        return asked.get();
    }

    /** From here on the demo takes down; interrupting that would leave things behind. */
    void ignoreFromNow() {
        listening.set(false);
        Thread.interrupted(); // forget the interrupt that led here: taking down waits for things
    }

    void exitWith(int exitStatus) {
        status = exitStatus;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook will halt it with our status
        }
    }

    private void interrupted() {
        asked.set(true);
        if (listening.get()) {
            main.interrupt();
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
