package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import dev.davit.lab.hypervisor.HypervisorException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Volumes that running servers get. A container cannot be given a volume while it runs; so another one beside it has the volume,
 * makes the disk in the guest's /dev and holds it. It lives among the guest's processes, and the kernel ends it with them,
 * however the guest ends. The lab finds it again by its labels, also after a restart.
 */
final class LateDisks {
    private static final Logger LOG = LoggerFactory.getLogger(LateDisks.class);
    private static final String OF_SERVER = "dev.davit.disk-of-server";
    static final String OF_VOLUME = "dev.davit.disk-of-volume";
    /** Where the holder has its volume; its id is in the path, so that losetup(8) on the machine tells whose a device is. */
    private static final String DIRECTORY = "/davit-volume/";
    /** The guest's root directory, seen from among its processes. */
    private static final String GUEST_ROOT = "/proc/1/root";

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;

    private final DockerClient docker;
    private final LabObjects objects;
    private final DockerVolumes volumes;
    private final ContainerRemoval removal;

    LateDisks(DockerClient docker, LabObjects objects, DockerVolumes volumes, ContainerRemoval removal) {
        this.docker = docker;
        this.objects = objects;
        this.volumes = volumes;
        this.removal = removal;
    }

    /** Returns when the guest has the disk. No effect when it has it, also since it was made. */
    synchronized void begin(Container guest, String serverId, String volumeId) {
        var present = holders(Map.of(OF_SERVER, serverId, OF_VOLUME, volumeId));
        if (hasSinceItWasMade(guest, volumeId)
                || present.stream().anyMatch(holder -> holder.getState().equals("running"))) {
            return;
        }
        present.forEach(this::remove);
        var holder = make(guest, serverId, volumeId);
        var problem = start(holder);
        if (problem.isPresent()) {
            removal.remove(holder, subject(volumeId));
            throw new HypervisorException(
                    "Server " + serverId + " does not get volume " + volumeId + " as a disk: " + problem.get());
        }
    }

    /** The guest does not find the disk any more. If it has it mounted, it keeps that mount until it unmounts it or ends. */
    void end(String serverId, String volumeId) {
        holders(Map.of(OF_SERVER, serverId, OF_VOLUME, volumeId)).forEach(this::stop);
    }

    /** For a server that is off or gone. */
    void endAll(String serverId) {
        holders(Map.of(OF_SERVER, serverId)).forEach(this::remove);
    }

    private boolean hasSinceItWasMade(Container guest, String volumeId) {
        var name = objects.name(volumeId);
        return guest.getMounts().stream().anyMatch(mount -> name.equals(mount.getName()));
    }

    private String make(Container guest, String serverId, String volumeId) {
        var directory = DIRECTORY + volumeId;
        var size = Integer.toString(volumes.sizeGiB(volumeId));
        var holder = docker.createContainerCmd(guest.getImageId())
                .withLabels(objects.labels(OF_SERVER, serverId, Map.of(OF_VOLUME, volumeId)))
                .withStopSignal("SIGTERM")
                .withCmd("/usr/bin/python3", GuestDisks.PROGRAM, GUEST_ROOT, volumeId, directory, size)
                .withHostConfig(HostConfig.newHostConfig()
                        .withPrivileged(true)
                        .withNetworkMode("none")
                        .withPidMode("container:" + guest.getId())
                        .withMounts(List.of(volumes.mount(volumeId, directory))))
                .exec()
                .getId();
        docker.copyArchiveToContainerCmd(holder)
                .withTarInputStream(
                        new ByteArrayInputStream(GuestDisks.program().tar()))
                .withRemotePath("/")
                .exec();
        return holder;
    }

    /** @return what went wrong; empty when the guest has the disk */
    private Optional<String> start(String holder) {
        try {
            docker.startContainerCmd(holder).exec();
            var said = ContainerLog.firstLine(docker, holder, READY_LIMIT);
            return switch (said) {
                case "ready" -> Optional.empty();
                case "" -> Optional.of("nothing happened for " + READY_LIMIT.toSeconds() + " s");
                default -> Optional.of(said);
            };
        } catch (DockerException e) {
            return Optional.of(EngineError.text(e));
        } catch (IOException e) {
            return Optional.of("its container's output cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Gently, so that it takes the link away that the guest finds the disk by. */
    private void stop(Container holder) {
        try {
            docker.stopContainerCmd(holder.getId()).withTimeout(STOP_SECONDS).exec();
        } catch (NotModifiedException | NotFoundException ended) {
            LOG.debug("The holder {} has ended already", holder.getId());
        }
        remove(holder);
    }

    private void remove(Container holder) {
        removal.remove(holder.getId(), subject(holder.getLabels().get(OF_VOLUME)));
    }

    private static String subject(String volumeId) {
        return "The disk of volume " + volumeId;
    }

    private List<Container> holders(Map<String, String> labels) {
        var wanted = new HashMap<>(labels);
        wanted.put(LabObjects.LAB, objects.labId());
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(wanted)
                .exec();
    }
}
