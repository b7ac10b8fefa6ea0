package dev.davit.lifecycle.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Wakes those in this process who follow an operation when events of it have been written. */
final class EventSignal {
    private final Map<UUID, CountDownLatch> followed = new HashMap<>();

    /**
     * Returns when something was written, or the time is up, or at once when there is something already.
     *
     * @param there asked after we began to listen, so that nothing falls between
     */
    void await(UUID operationId, Duration atMost, BooleanSupplier there) throws InterruptedException {
        CountDownLatch latch;
        synchronized (followed) {
            latch = followed.computeIfAbsent(operationId, id -> new CountDownLatch(1));
        }
        if (there.getAsBoolean() || !latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            synchronized (followed) {
                followed.remove(operationId, latch);
            }
            // Others may listen to the same latch; they look again rather than wait for a signal that cannot reach
            // them.
            latch.countDown();
        }
    }

    void written(UUID operationId) {
        CountDownLatch latch;
        synchronized (followed) {
            latch = followed.remove(operationId);
        }
        if (latch != null) {
            latch.countDown();
        }
    }
}
