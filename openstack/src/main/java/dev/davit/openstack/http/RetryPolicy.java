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
 * @param longestHold how long a request is held back at most because the service limits its rate (429); and the longest wait that a busy
 *     one (503) may ask for
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration longestHold) {

    /** Rides out a restart of a service (about 12 s); waits its turn where many operations share a limit. */
    public static final RetryPolicy PATIENT =
            new RetryPolicy(7, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(10));

    /** For questions of a person who waits for the answer. */
    public static final RetryPolicy BRIEF =
            new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(2));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }

    /** The wait after the given attempt (1 is the first) of what the service was too busy for. */
    Duration after(int attempt, Optional<Duration> asked) {
        return asked.map(a -> a.compareTo(longestHold) > 0 ? longestHold : a).orElseGet(() -> ofOwnChoice(attempt));
    }

    /** The wait after the given refusal (1 is the first) for the rate: as long as the service says, not shorter. */
    Duration afterLimit(int refusal, Optional<Duration> asked) {
        return asked.orElseGet(() -> ofOwnChoice(refusal));
    }

    /** Up to a quarter longer at random, so that many operations do not come back at once. */
    private Duration ofOwnChoice(int attempt) {
        long wait = Math.min(first.toMillis() << Math.min(attempt - 1, 20), longest.toMillis());
        return Duration.ofMillis(wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1));
    }
}
