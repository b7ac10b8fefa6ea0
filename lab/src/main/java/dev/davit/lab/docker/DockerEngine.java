package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Docker Engine that the lab uses: the one that is there, or one that is installed and started for it. An engine that
 * the lab has started keeps running after {@link #close()}, so that the next run finds it; only who asked for a run that
 * leaves nothing behind calls {@link #stop()}.
 */
public final class DockerEngine implements AutoCloseable {
    private static final String SOCKET = "unix:///var/run/docker.sock";

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
        if (EngineConnection.answers(SOCKET)) {
            return new DockerEngine(SOCKET, daemon, false);
        }
        refuseWhatCannotWork(settings);
        if (!AptPackages.onPath("dockerd")) {
            install(say);
            if (serviceManager() && answersWithin(Duration.ofSeconds(30))) {
                return new DockerEngine(SOCKET, daemon, true);
            }
        }
        if (!AptPackages.onPath("jq") && !Capabilities.sysResource()) {
            AptPackages.install(say, "jq");
        }
        say.accept("Starting dockerd (log: " + daemon.log() + ") ...");
        daemon.start();
        return new DockerEngine(SOCKET, daemon, true);
    }

    /** The engine that answers now; nothing is installed or started. */
    public static Optional<DockerEngine> find(EngineSettings settings) {
        var host = settings.dockerHost().orElse(SOCKET);
        return EngineConnection.answers(host)
                ? Optional.of(new DockerEngine(host, new DockerDaemon(settings.directory()), false))
                : Optional.empty();
    }

    private static void refuseWhatCannotWork(EngineSettings settings) {
        var socket = Path.of("/var/run/docker.sock");
        if (Files.exists(socket) && !Files.isWritable(socket)) {
            throw new EngineUnavailableException("This user may not use " + socket
                    + ". Add it to the group docker (sudo usermod -aG docker $USER, then log in again).");
        }
        if (!settings.mayInstall()) {
            throw new EngineUnavailableException("There is no Docker Engine at /var/run/docker.sock and none may be"
                    + " installed here. Start one, or set DOCKER_HOST.");
        }
        if (!AptPackages.possible()) {
            throw new EngineUnavailableException(
                    "There is no Docker Engine at /var/run/docker.sock. Install and start one"
                            + " (on Debian or Ubuntu: sudo apt-get install docker.io), set DOCKER_HOST, or run this as root on a"
                            + " machine with apt-get, where it installs docker.io by itself.");
        }
    }

    private static void install(Consumer<String> say) {
        say.accept("There is no Docker Engine on this machine; installing the distribution's own.");
        try {
            AptPackages.install(say, "docker.io", "iptables", "jq");
        } catch (LocalCommand.LocalCommandException e) {
            throw new EngineUnavailableException(
                    "Could not install docker.io. Install a Docker Engine by hand, then run this again. "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean serviceManager() {
        return Files.isDirectory(Path.of("/run/systemd/system"));
    }

    private static boolean answersWithin(Duration time) {
        var deadline = Instant.now().plus(time);
        while (Instant.now().isBefore(deadline)) {
            if (EngineConnection.answers(SOCKET)) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(250).toNanos());
        }
        return false;
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
        return endpoint.equals(SOCKET) && daemon.running().isPresent();
    }

    public String version() {
        return client.versionCmd().exec().getVersion();
    }

    /** Ends a dockerd that the lab started; any other engine is left alone. */
    public void stop() {
        close();
        daemon.stop();
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
