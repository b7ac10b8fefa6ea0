package dev.davit.server.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what operations that ended long ago told of their progress: steps' output makes up most of the database. The
 * occurrences, their journals and the events of their states stay. One server of those on a database does it at a time.
 */
public final class EventPruning {
    private static final Logger LOG = LoggerFactory.getLogger(EventPruning.class);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private EventPruning() {}

    static RecurringTask<Void> task(Jdbi jdbi, Duration retention) {
        return Tasks.recurring("prune-events", FixedDelay.of(BETWEEN)).execute((instance, context) -> {
            long removed = 0;
            int batch;
            do {
                batch = prune(jdbi, retention);
                removed += batch;
            } while (batch > 0);
            if (removed > 0) {
                LOG.info(
                        "removed {} events of operations that ended more than {} days ago",
                        removed,
                        retention.toDays());
            }
        });
    }

    /** Prunes some operations, in a short transaction. @return how many events were removed; 0 when none is left */
    public static int prune(Jdbi jdbi, Duration retention) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from lcm_event where kind <> 'STATE' and operation_id in (
                            select id from lcm_op_occ
                            where state in ('COMPLETED', 'FAILED', 'ROLLED_BACK')
                                and state_entered_time < now() - make_interval(secs => :seconds)
                                and exists (select 1 from lcm_event e where e.operation_id = id and e.kind <> 'STATE')
                            order by id limit 50)
                        """)
                .bind("seconds", (double) retention.toSeconds())
                .execute());
    }
}
