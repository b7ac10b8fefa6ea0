package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.ServerSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lab server is a privileged container with systemd as its first process. */
final class DockerServers {
    private static final Logger LOG = LoggerFactory.getLogger(DockerServers.class);
    private static final int STOP_SECONDS = 20;

    private final DockerClient docker;
    private final LabObjects objects;
    private final DockerVolumes volumes;
    private final GuestMaking guests;
    private final LateDisks lateDisks;
    private final ContainerRemoval removal;

    DockerServers(DockerClient docker, LabObjects objects, DockerVolumes volumes, GuestMaking guests) {
        this.docker = docker;
        this.objects = objects;
        this.volumes = volumes;
        this.guests = guests;
        this.removal = new ContainerRemoval(docker);
        this.lateDisks = new LateDisks(docker, objects, volumes, removal);
    }

    void create(ServerSpec spec) {
        var existing = find(spec.id());
        if (existing.filter(container -> !container.getState().equals("created"))
                .isPresent()) {
            return;
        }
        // A container that was never started is what a lab leaves that died between the two: begin again.
        existing.ifPresent(container -> delete(spec.id()));
        try {
            docker.startContainerCmd(guests.make(spec)).exec();
        } catch (DockerException e) {
            var text = EngineError.text(e);
            removeHalfMade(spec.id(), e);
            throw new HypervisorException(
                    "Server " + spec.name() + " cannot be started: " + GuestMaking.explained(text, spec), e);
        } catch (RuntimeException e) {
            removeHalfMade(spec.id(), e);
            throw e;
        }
    }

    private void removeHalfMade(String serverId, RuntimeException cause) {
        try {
            delete(serverId);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    void delete(String serverId) {
        find(serverId).ifPresent(container -> removal.remove(container.getId(), "Server " + serverId));
        lateDisks.endAll(serverId);
        volumes.delete(GuestMaking.varVolume(serverId));
    }

    /** A server that is off gets no disk: whoever switches it on attaches the volume again. */
    void attachVolume(String serverId, String volumeId) {
        var guest = find(serverId).orElseThrow(() -> new HypervisorException("There is no server " + serverId));
        if (guest.getState().equals("running")) {
            lateDisks.begin(guest, serverId, volumeId);
        }
    }

    void detachVolume(String serverId, String volumeId) {
        lateDisks.end(serverId, volumeId);
    }

    void power(String serverId, boolean on) {
        var container = find(serverId)
                .orElseThrow(() -> new HypervisorException("There is no server " + serverId))
                .getId();
        try {
            if (on) {
                docker.startContainerCmd(container).exec();
            } else {
                docker.stopContainerCmd(container).withTimeout(STOP_SECONDS).exec();
                lateDisks.endAll(serverId);
            }
        } catch (NotModifiedException alreadySo) {
            LOG.debug("Server {} is {} already", serverId, on ? "on" : "off");
        } catch (DockerException e) {
            throw new HypervisorException(
                    "Server " + serverId + " cannot be switched " + (on ? "on" : "off") + ": " + EngineError.text(e),
                    e);
        }
    }

    Optional<Boolean> running(String serverId) {
        return find(serverId).map(container -> container.getState().equals("running"));
    }

    String consoleLog(String serverId, int lines) {
        var container = find(serverId).orElseThrow(() -> new HypervisorException("There is no server " + serverId));
        try {
            return ContainerLog.last(docker, container.getId(), lines)
                    .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                    .replace("\r", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("Interrupted while reading the console of server " + serverId, e);
        } catch (IOException | DockerException e) {
            throw new HypervisorException(
                    "The console of server " + serverId + " cannot be read: " + e.getMessage(), e);
        }
    }

    void purge() {
        var containers = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LabObjects.LAB, objects.labId()))
                .exec();
        var threads = containers.stream()
                .map(container -> Thread.ofVirtual()
                        .start(() -> removal.remove(container.getId(), "Server " + container.getId())))
                .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorException("Interrupted while the lab's servers were being deleted", e);
            }
        }
    }

    private Optional<Container> find(String serverId) {
        List<Container> found = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(objects.labels(LabObjects.SERVER, serverId))
                .exec();
        return found.stream().findFirst();
    }
}
