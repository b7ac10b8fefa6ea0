package dev.davit.e2e.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something again and again until it is as wanted: each time after a tenth of the time waited so far. */
public final class Poll {
    private Poll() {}

    /** @throws AssertionError with the last value seen when the limit is over */
    public static <T> T until(Duration limit, Supplier<T> look, Predicate<T> wanted) {
        long begin = System.nanoTime();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            long waited = System.nanoTime() - begin;
            if (waited > limit.toNanos()) {
                throw new AssertionError("not as wanted after " + limit + ", last seen: " + seen);
            }
            pause(Duration.ofNanos(Math.clamp(waited / 10, 2_000_000, 250_000_000)));
        }
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
