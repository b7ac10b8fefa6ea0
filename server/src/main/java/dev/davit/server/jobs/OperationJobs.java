package dev.davit.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.davit.lifecycle.engine.OperationRunner;
import dev.davit.lifecycle.engine.RunSuspendedException;
import dev.davit.server.store.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the jobs of operations to this process's worker: db-scheduler takes them from PostgreSQL, renews our hold on them
 * while they run, and takes over those of servers that have died. Any number of servers may do so on one database.
 */
public final class OperationJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationJobs.class);

    /**
     * @param concurrent how many operations run in this process at once; each is a virtual thread that mostly waits
     * @param heartbeat how often holds are renewed
     * @param missedHeartbeats after so many a server counts as dead
     * @param polling how soon jobs queued by other servers are seen
     * @param eventRetention how long after its end the events of an operation are kept; empty means for ever
     */
    public record Settings(
            int concurrent,
            Duration heartbeat,
            int missedHeartbeats,
            Duration polling,
            Optional<Duration> eventRetention) {
        public static final Settings DEFAULT =
                new Settings(200, Duration.ofMillis(2500), 4, Duration.ofSeconds(2), Optional.of(Duration.ofDays(30)));

        public Settings withEventRetention(Optional<Duration> retention) {
            return new Settings(concurrent, heartbeat, missedHeartbeats, polling, retention);
        }
    }

    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private final OperationRunner runner;
    private final DatabaseClock clock;
    private final Scheduler scheduler;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OperationJobs(
            DataSource dataSource,
            ServerIdentity identity,
            OperationRunner runner,
            DatabaseClock clock,
            Settings settings,
            Optional<RecurringTask<Void>> pruning) {
        this.runner = runner;
        this.clock = clock;
        OneTimeTask<Void> task = Tasks.oneTime(JobRow.TASK)
                .onFailure(this::again)
                .onDeadExecution(this::revive)
                .execute((instance, context) -> {
                    JobRow job = JobRow.parse(instance.getId());
                    runner.run(job.operationId(), job.epoch());
                });
        this.scheduler = Scheduler.create(dataSource, task)
                .startTasks(pruning.stream().toList())
                .schedulerName(new SchedulerName.Fixed(identity.name()))
                .threads(settings.concurrent())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("operation-", 0).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .shutdownMaxWait(SHUTDOWN_WAIT)
                // A shutdown is no failure, and failures are told by our own handler.
                .failureLogging(LogLevel.OFF, false)
                .clock(clock)
                .build();
    }

    /** Takes up what this server's predecessor left, and then whatever is queued. */
    public static OperationJobs start(
            Jdbi jdbi, DataSource dataSource, ServerIdentity identity, OperationRunner runner, Settings settings) {
        int left = jdbi.withHandle(handle -> handle.createUpdate("""
                        update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                            execution_time = now() - interval '1 second', version = version + 1
                        where task_name = :task and picked and picked_by = :name
                        """)
                .bind("task", JobRow.TASK)
                .bind("name", identity.name())
                .execute());
        if (left > 0) {
            LOG.info("going on with {} operations that this server was carrying out when it ended", left);
        }
        Optional<RecurringTask<Void>> pruning =
                settings.eventRetention().map(retention -> EventPruning.task(jdbi, retention));
        var jobs = new OperationJobs(dataSource, identity, runner, new DatabaseClock(jdbi), settings, pruning);
        jobs.scheduler.start();
        return jobs;
    }

    /** A job has been queued by this process: take it at once. */
    public void wakeUp() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Left at a shutdown: for others to take at once. Anything else is a fault around the operation: a little later. */
    private void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        Instant now = clock.now();
        boolean ending = complete.getCause()
                .filter(cause -> cause instanceof RunSuspendedException && cause.getCause() == null)
                .isPresent();
        if (ending) {
            operations.reschedule(complete, now.minusSeconds(1));
            return;
        }
        int failures = complete.getExecution().consecutiveFailures;
        Duration delay = Duration.ofSeconds(1L << Math.min(failures, 5));
        operations.reschedule(complete, now.plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY));
        LOG.warn(
                "job {} will be run again in {} s: {}",
                complete.getExecution().taskInstance.getId(),
                delay.toSeconds(),
                complete.getCause().map(OperationJobs::reason).orElse("?"));
    }

    private static String reason(Throwable thrown) {
        Throwable cause =
                thrown instanceof RunSuspendedException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return thrown.getMessage() + " (" + cause.getClass().getSimpleName() + ": "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")";
    }

    private void revive(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        LOG.info(
                "server {} does not answer any more; taking over its operation {}",
                complete.getExecution().pickedBy,
                complete.getExecution().taskInstance.getId());
        operations.reschedule(complete, clock.now().minusSeconds(1));
    }

    /** Stops operations where they are, and leaves their jobs to be resumed. */
    @Override
    public void close() {
        runner.close();
        if (closed.compareAndSet(false, true)) {
            scheduler.stop();
        }
    }
}
