package dev.davit.lab.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Makes a Docker Engine answer on a machine where none does: installs {@code docker.io} if need be and starts a
 * {@code dockerd}. Several programs may need it in the same moment; one does it while the others wait and use the same.
 *
 * @param lock held meanwhile
 * @param mayInstall whether packages may be installed and a daemon started
 * @param say gets a line for everything that is done to the machine
 */
record EngineStart(DockerDaemon daemon, MachineLock lock, boolean mayInstall, Consumer<String> say) {
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(30);

    /**
     * @return whether this call started it; false when it had been there already
     * @throws EngineUnavailableException saying what to install or to change
     */
    boolean ensure() {
        if (daemon.answers()) {
            return false;
        }
        refuseWhatCannotWork();
        return lock.hold(() -> {
            if (daemon.answers()) {
                return false;
            }
            start();
            return true;
        });
    }

    private void start() {
        if (!AptPackages.onPath("dockerd")) {
            install();
            if (serviceManager() && answersWithin(SERVICE_LIMIT)) {
                return;
            }
        }
        if (!AptPackages.onPath("jq") && !Capabilities.sysResource()) {
            AptPackages.install(say, "jq");
        }
        say.accept("Starting dockerd (log: " + daemon.log() + ") ...");
        daemon.start();
    }

    private void refuseWhatCannotWork() {
        var socket = daemon.socket();
        if (Files.exists(socket) && !Files.isWritable(socket)) {
            throw new EngineUnavailableException("This user may not use " + socket
                    + ". Add it to the group docker (sudo usermod -aG docker $USER, then log in again).");
        }
        if (!mayInstall) {
            throw new EngineUnavailableException("There is no Docker Engine at " + socket + " and none may be"
                    + " installed here. Start one, or set DOCKER_HOST.");
        }
        if (!AptPackages.possible()) {
            throw new EngineUnavailableException("There is no Docker Engine at " + socket + ". Install and start one"
                    + " (on Debian or Ubuntu: sudo apt-get install docker.io), set DOCKER_HOST, or run this as root on a"
                    + " machine with apt-get, where it installs docker.io by itself.");
        }
    }

    private void install() {
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

    private boolean answersWithin(Duration time) {
        var deadline = Instant.now().plus(time);
        while (Instant.now().isBefore(deadline)) {
            if (daemon.answers()) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
        return false;
    }
}
