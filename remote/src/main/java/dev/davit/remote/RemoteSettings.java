package dev.davit.remote;

import java.time.Duration;

/**
 * Time limits of connections.
 *
 * @param connect until the TCP connection stands and the server has introduced itself
 * @param authenticate until the login is through
 * @param keepAlive how often a silent connection is probed; after three probes without an answer it is lost
 * @param grace how long a command may take to end after being asked to (SIGTERM) before it is killed
 */
public record RemoteSettings(Duration connect, Duration authenticate, Duration keepAlive, Duration grace) {
    public static final RemoteSettings DEFAULT = new RemoteSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(5));
}
