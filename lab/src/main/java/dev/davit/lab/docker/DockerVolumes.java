package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.ServerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A lab volume is a volume of the engine: a directory. A server finds it mounted at {@code /mnt/<device>}, e.g. {@code
 * /mnt/vdb}, and as a disk as well, see {@link GuestDisks}. Its size is noted in a label and enforced for the disk only.
 */
final class DockerVolumes {
    private static final String SIZE = "dev.davit.size-gib";

    private final DockerClient docker;
    private final LabObjects objects;

    DockerVolumes(DockerClient docker, LabObjects objects) {
        this.docker = docker;
        this.objects = objects;
    }

    void create(String volumeId, int sizeGiB) {
        create(volumeId, Map.of(SIZE, Integer.toString(sizeGiB)));
    }

    /** The engine leaves a volume of this name as it is. */
    void create(String volumeId, Map<String, String> more) {
        try {
            docker.createVolumeCmd()
                    .withName(objects.name(volumeId))
                    .withLabels(objects.labels(LabObjects.VOLUME, volumeId, more))
                    .exec();
        } catch (DockerException e) {
            throw new HypervisorException("Volume " + volumeId + ": " + EngineError.text(e), e);
        }
    }

    void delete(String volumeId) {
        try {
            docker.removeVolumeCmd(objects.name(volumeId)).exec();
        } catch (NotFoundException gone) {
            return; // gone, as wished
        } catch (DockerException e) {
            throw new HypervisorException("Volume " + volumeId + " cannot be deleted: " + EngineError.text(e), e);
        }
    }

    /** How a server has its volumes: each in a directory, and as a disk. */
    List<GuestDisks.Disk> disks(List<ServerSpec.Volume> volumes) {
        var taken = new HashSet<String>();
        var disks = new ArrayList<GuestDisks.Disk>();
        for (var volume : volumes) {
            var device = volume.device().isBlank() ? nextDevice(taken) : deviceName(volume.device());
            if (!taken.add(device)) {
                throw new HypervisorException("Two volumes of one server want the device " + device);
            }
            disks.add(new GuestDisks.Disk(volume.volumeId(), "/mnt/" + device, sizeGiB(volume.volumeId())));
        }
        return disks;
    }

    int sizeGiB(String volumeId) {
        try {
            var labels = docker.inspectVolumeCmd(objects.name(volumeId)).exec().getLabels();
            return Integer.parseInt(labels.getOrDefault(SIZE, "1"));
        } catch (DockerException e) {
            throw new HypervisorException("Volume " + volumeId + ": " + EngineError.text(e), e);
        }
    }

    Mount mount(String volumeId, String target) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(objects.name(volumeId))
                .withTarget(target);
    }

    private static String deviceName(String device) {
        var name = device.startsWith("/dev/") ? device.substring(5) : device;
        if (!name.matches("[a-z][a-z0-9]{0,15}")) {
            throw new HypervisorException("A volume's device is spelled like /dev/vdb, not '" + device + "'");
        }
        return name;
    }

    private static String nextDevice(HashSet<String> taken) {
        for (char letter = 'b'; letter <= 'z'; letter++) {
            if (!taken.contains("vd" + letter)) {
                return "vd" + letter;
            }
        }
        throw new HypervisorException("A server has at most 25 volumes");
    }

    void purge() {
        var volumes = docker.listVolumesCmd()
                .withFilter("label", List.of(LabObjects.LAB + "=" + objects.labId()))
                .exec()
                .getVolumes();
        if (volumes != null) {
            volumes.forEach(volume -> delete(volume.getLabels().get(LabObjects.VOLUME)));
        }
    }
}
