package dev.davit.server.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, as seen from here: servers whose own clocks differ must agree on which lease has run out. Asks the
 * database now and then, and adds this machine's monotonic clock in between, so that setting the wall clock changes
 * nothing.
 */
public final class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final long REFRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private record Reading(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    private final Jdbi jdbi;
    private volatile Reading reading;

    public DatabaseClock(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.reading = ask();
    }

    private Reading ask() {
        long before = System.nanoTime();
        Instant time = jdbi.withHandle(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
        return new Reading(time, before + (System.nanoTime() - before) / 2);
    }

    @Override
    public Instant now() {
        long now = System.nanoTime();
        Reading current = reading;
        if (now - current.nanos() > REFRESH_NANOS) {
            try {
                current = ask();
                reading = current;
            } catch (RuntimeException e) {
                LOG.warn("the database does not tell its time, going on with the last reading: {}", e.getMessage());
            }
        }
        return current.at(now);
    }
}
