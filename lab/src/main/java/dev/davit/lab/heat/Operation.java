package dev.davit.lab.heat;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** One thing going on with a stack: a create, an update, a delete, a signal. A newer one supersedes it. */
final class Operation {
    private final Instant deadline;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private volatile boolean superseded;

    Operation(Instant deadline) {
        this.deadline = deadline;
    }

    Instant deadline() {
        return deadline;
    }

    boolean superseded() {
        return superseded;
    }

    /** No resource is started any more; what is under way comes to its end. */
    void supersede() {
        superseded = true;
    }

    /** Interrupts what is under way. */
    void timeOut() {
        workers.forEach(Thread::interrupt);
    }

    Set<Thread> workers() {
        return workers;
    }

    void finish() {
        done.countDown();
    }

    void await() throws InterruptedException {
        done.await();
    }
}
