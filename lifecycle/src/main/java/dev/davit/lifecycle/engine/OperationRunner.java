package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.store.ClaimedOperation;
import dev.davit.lifecycle.store.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the operations of this process. Jobs call {@link #run}; beside them one thread writes events that wait and
 * looks whether another process cancelled an operation or took it over.
 */
public final class OperationRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);
    private static final Duration FLUSH = Duration.ofMillis(200);
    private static final int FLUSHES_PER_CHECK = 5;

    private final LifecyclePorts ports;
    private final PlanFactory plans;
    private final EventSignal signal;
    private final Map<UUID, OperationRun> running = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;

    OperationRunner(LifecyclePorts ports, EventSignal signal) {
        this.ports = ports;
        this.plans = new PlanFactory(ports);
        this.signal = signal;
        this.keeper = Thread.ofVirtual().name("operations").start(this::keep);
    }

    /**
     * Carries an operation out until it is at rest.
     *
     * @param jobEpoch the epoch that its job was queued with
     * @throws RunSuspendedException when it was stopped before; the job is to be kept and run again
     */
    public void run(UUID operationId, long jobEpoch) {
        if (isClosed()) {
            throw new RunSuspendedException("this process is ending");
        }
        Optional<ClaimedOperation> claimed = ports.store().claim(operationId, jobEpoch);
        if (claimed.isEmpty()) {
            LOG.debug("operation {} needs no work any more", operationId);
            return;
        }
        var run = new OperationRun(ports, plans, claimed.get(), signal::written);
        OperationRun earlier = running.put(operationId, run);
        if (earlier != null) {
            earlier.control().stop(RunControl.Stop.LOST);
        }
        try {
            if (isClosed()) {
                run.control().stop(RunControl.Stop.SHUTDOWN);
            }
            run.execute();
        } finally {
            running.remove(operationId, run);
        }
    }

    /** Tells a run of this process at once; other processes see it in the database. */
    void cancel(UUID operationId, String mode) {
        Optional.ofNullable(running.get(operationId)).ifPresent(run -> run.cancel(mode));
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void keep() {
        try {
            for (int round = 1; !closed.await(FLUSH.toMillis(), TimeUnit.MILLISECONDS); round++) {
                running.values().forEach(OperationRun::flush);
                if (round % FLUSHES_PER_CHECK == 0 && !running.isEmpty()) {
                    check();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the keeper of operations was interrupted; events of running steps will be written late");
        }
    }

    private void check() {
        List<RunStatus> found;
        try {
            found = ports.store().status(List.copyOf(running.keySet()));
        } catch (RuntimeException e) {
            LOG.warn("could not look after running operations: {}", e.getMessage());
            return;
        }
        for (RunStatus status : found) {
            Optional.ofNullable(running.get(status.operationId())).ifPresent(run -> {
                if (status.epoch() > run.epoch()) {
                    run.control().stop(RunControl.Stop.LOST);
                } else {
                    status.cancelMode().ifPresent(run::cancel);
                }
            });
        }
    }

    /** Stops all runs where they are; their jobs go on in another process, or after the next start. */
    @Override
    public void close() {
        closed.countDown();
        running.values().forEach(run -> run.control().stop(RunControl.Stop.SHUTDOWN));
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
