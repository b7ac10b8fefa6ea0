package dev.davit.openstack.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request that met a busy or unreachable service is sent again.
 *
 * @param attempts how often a request is sent at most
 * @param first wait before the second attempt; doubled for each further one
 * @param longest longest wait of Davit's own choice
 * @param longestRetryAfter longest wait that a service may ask for with Retry-After
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration longestRetryAfter) {

    /** Rides out a restart of a service (about 12 s). */
    public static final RetryPolicy PATIENT =
            new RetryPolicy(7, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(1));

    /** For questions of a person who waits for the answer. */
    public static final RetryPolicy BRIEF =
            new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(2));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }

    /** The wait after the given attempt (1 is the first): up to a quarter longer at random, so that many operations do not come back at once. */
    Duration after(int attempt, Optional<Duration> asked) {
        if (asked.isPresent()) {
            return asked.get().compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked.get();
        }
        long wait = Math.min(first.toMillis() << Math.min(attempt - 1, 20), longest.toMillis());
        return Duration.ofMillis(wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1));
    }
}
