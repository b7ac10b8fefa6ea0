package dev.davit.openstack;

import dev.davit.openstack.http.CallObserver;
import dev.davit.openstack.http.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What can be chosen about the OpenStack port.
 *
 * @param connectTimeout for a TCP connection
 * @param stackTimeout how long Heat may work on a stack; given to Heat in minutes
 * @param uploadTimeout for one software image
 * @param observer is told of every request
 */
public record OpenStackSettings(
        Duration connectTimeout,
        Duration stackTimeout,
        Duration uploadTimeout,
        RetryPolicy retries,
        CallObserver observer,
        InstantSource clock) {

    public static final OpenStackSettings DEFAULT = new OpenStackSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(60),
            Duration.ofHours(4),
            RetryPolicy.PATIENT,
            CallObserver.NONE,
            InstantSource.system());

    public OpenStackSettings withRetries(RetryPolicy policy) {
        return new OpenStackSettings(connectTimeout, stackTimeout, uploadTimeout, policy, observer, clock);
    }

    public OpenStackSettings withObserver(CallObserver newObserver) {
        return new OpenStackSettings(connectTimeout, stackTimeout, uploadTimeout, retries, newObserver, clock);
    }

    public OpenStackSettings withClock(InstantSource newClock) {
        return new OpenStackSettings(connectTimeout, stackTimeout, uploadTimeout, retries, observer, newClock);
    }
}
