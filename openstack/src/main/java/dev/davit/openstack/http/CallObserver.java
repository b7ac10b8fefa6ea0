package dev.davit.openstack.http;

import java.time.Duration;

/** Is told of every request that was sent, for metrics and tests. */
@FunctionalInterface
public interface CallObserver {
    CallObserver NONE = (service, method, path, status, took) -> {};

    /** @param status HTTP status; 0 when there was no answer */
    void called(Service service, String method, String path, int status, Duration took);
}
