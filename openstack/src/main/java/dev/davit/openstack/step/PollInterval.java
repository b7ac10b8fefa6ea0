package dev.davit.openstack.step;

import java.time.Duration;

/**
 * How long to wait before each look at something that takes its time: a moment before the first one, for what is quick; then a second,
 * and a quarter longer each time, up to ten seconds. So what is slow is noticed at most a quarter of its time late, and costs the VIM
 * little.
 */
final class PollInterval {
    /** By then a stack of one server is there in a cloud that makes no guests (bench/RESULTS.md); a real one takes seconds. */
    private static final long EARLY_MILLIS = 10;

    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 10_000;

    private long next = EARLY_MILLIS;

    Duration next() {
        long current = next;
        next = Math.clamp(current + current / 4, SHORTEST_MILLIS, LONGEST_MILLIS);
        return Duration.ofMillis(current);
    }
}
