package dev.davit.openstack.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Until when a service does not want to be asked; for all operations on a VIM, since they share its limit. */
final class RateLimits {
    /** By the nanoseconds of this machine. */
    private final Map<Service, Long> closedUntil = new ConcurrentHashMap<>();

    /** The service has answered 429. */
    void hold(Service service, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        closedUntil.merge(service, until, (a, b) -> a - b > 0 ? a : b);
    }

    void await(Service service, Pause pause) throws InterruptedException {
        Long until = closedUntil.get(service);
        while (until != null) {
            long left = until - System.nanoTime();
            if (left > 0) {
                pause.pause(Duration.ofNanos(left));
            }
            closedUntil.remove(service, until);
            // Another operation may have been told to wait longer meanwhile.
            until = closedUntil.get(service);
        }
    }
}
