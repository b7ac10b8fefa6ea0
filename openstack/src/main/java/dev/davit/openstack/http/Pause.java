package dev.davit.openstack.http;

import java.time.Duration;

/** How to wait. Steps of an operation wait by their context, so that a cancel or a stop of the worker ends the wait. */
@FunctionalInterface
public interface Pause {
    void pause(Duration duration) throws InterruptedException;

    /** For callers outside of an operation: holds the (virtual) thread. */
    static Pause blocking() {
        return Thread::sleep;
    }
}
