package dev.davit.e2e.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something again and again until it is as wanted. */
public final class Poll {
    private Poll() {}

    /** @throws AssertionError with the last value seen when the limit is over */
    public static <T> T until(Duration limit, Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not as wanted after " + limit + ", last seen: " + seen);
            }
            pause(Duration.ofMillis(50));
        }
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
