package dev.davit.openstack.step;

import java.time.Duration;

/**
 * How long to wait between looks at something that takes its time: 20 ms first, doubled up to a second, then longer by a
 * quarter each time up to ten seconds. So what is quick is seen at once, and what is slow is noticed at most a quarter of its time late.
 */
final class PollInterval {
    private static final long FIRST_MILLIS = 20;
    private static final long DOUBLED_UP_TO_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 10_000;

    private long next = FIRST_MILLIS;

    Duration next() {
        long current = next;
        next = current < DOUBLED_UP_TO_MILLIS
                ? Math.min(current * 2, DOUBLED_UP_TO_MILLIS)
                : Math.min(current + current / 4, LONGEST_MILLIS);
        return Duration.ofMillis(current);
    }
}
