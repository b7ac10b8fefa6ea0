package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Docker Engine that the lab uses: the one that is there, or one that is installed and started for it. An engine that
 * the lab has started keeps running after {@link #close()}, so that the next run finds it; {@code davit lab
 * engine --stop} ends it.
 */
public final class DockerEngine implements AutoCloseable {
    /** One for the machine, as the socket is, whatever the users' directories. */
    private static final MachineLock START_LOCK = new MachineLock(Path.of("/run/davit-engine.lock"));

    private final DockerClient client;
    private final String endpoint;
    private final DockerDaemon daemon;
    private final boolean startedNow;

    private DockerEngine(String endpoint, DockerDaemon daemon, boolean startedNow) {
        this.client = EngineConnection.open(endpoint);
        this.endpoint = endpoint;
        this.daemon = daemon;
        this.startedNow = startedNow;
    }

    /**
     * Finds an engine (DOCKER_HOST, then the usual socket); else installs {@code docker.io} if need be and starts it.
     *
     * @param say gets a line for everything that is done to the machine
     * @throws EngineUnavailableException saying what to install or to change
     */
    public static DockerEngine obtain(EngineSettings settings, Consumer<String> say) {
        var daemon = new DockerDaemon(settings.directory());
        if (settings.dockerHost().isPresent()) {
            var host = settings.dockerHost().get();
            if (!EngineConnection.answers(host)) {
                throw new EngineUnavailableException("No Docker Engine answers at DOCKER_HOST=" + host
                        + ". Start it, or unset DOCKER_HOST to use /var/run/docker.sock.");
            }
            return new DockerEngine(host, daemon, false);
        }
        var start = new EngineStart(daemon, START_LOCK, settings.mayInstall(), say);
        return new DockerEngine(daemon.endpoint(), daemon, start.ensure());
    }

    /** The engine that answers now; nothing is installed or started. */
    public static Optional<DockerEngine> find(EngineSettings settings) {
        var daemon = new DockerDaemon(settings.directory());
        var host = settings.dockerHost().orElse(daemon.endpoint());
        return EngineConnection.answers(host) ? Optional.of(new DockerEngine(host, daemon, false)) : Optional.empty();
    }

    public DockerClient client() {
        return client;
    }

    /** As for DOCKER_HOST. */
    public String endpoint() {
        return endpoint;
    }

    /** Whether this very call of {@link #obtain} started it. */
    public boolean startedNow() {
        return startedNow;
    }

    /** Whether it is a dockerd that the lab started by itself, now or in an earlier run. */
    public boolean ownedByLab() {
        return endpoint.equals(daemon.endpoint()) && daemon.running().isPresent();
    }

    public String version() {
        return client.versionCmd().exec().getVersion();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot close the connection to " + endpoint, e);
        }
    }

    List<String> describe() {
        var origin = startedNow
                ? "Started just now"
                : ownedByLab() ? "Started by the lab in an earlier run" : "Not started by the lab";
        return List.of(
                "Docker Engine " + version() + " at " + endpoint,
                ownedByLab()
                        ? origin + "; it keeps running (davit lab engine --stop ends it); log: " + daemon.log()
                        : origin);
    }
}
