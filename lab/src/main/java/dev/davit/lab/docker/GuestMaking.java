package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Mount;
import dev.davit.lab.hypervisor.ServerSpec;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the container of a server: its image, its seed of first files, its networks and volumes. */
final class GuestMaking {
    private static final Logger LOG = LoggerFactory.getLogger(GuestMaking.class);

    private final DockerClient docker;
    private final LabObjects objects;
    private final DockerNetworks networks;
    private final DockerVolumes volumes;
    private final GuestImage guests;
    private final HostSystem host;

    GuestMaking(
            DockerClient docker,
            LabObjects objects,
            DockerNetworks networks,
            DockerVolumes volumes,
            GuestImage guests,
            HostSystem host) {
        this.docker = docker;
        this.objects = objects;
        this.networks = networks;
        this.volumes = volumes;
        this.guests = guests;
        this.host = host;
    }

    /** @return the container's id; it is not started */
    String make(ServerSpec spec) {
        var image = guests.obtain(GuestFlavour.of(spec.image()), LOG::info);
        if (!spec.image().diskFormat().equals("docker")) {
            LOG.info(
                    "Server {}: the image {} is a {} disk; the server boots the lab's guest image {} instead",
                    spec.name(),
                    spec.image().name(),
                    spec.image().diskFormat(),
                    image);
        }
        var nics = spec.nics().stream()
                .map(nic -> nic.ipAddress() + " " + (nic.macAddress().isBlank() ? "-" : nic.macAddress()) + " "
                        + DockerNetworks.state(networks.require(nic.networkId()))
                                .gateway())
                .toList();
        var seed = Seed.of(spec, nics, host, guests.access(guests.release(image)));
        seed.warnings().forEach(warning -> LOG.warn("Server {}: {}", spec.name(), warning));
        volumes.create(varVolume(spec.id()), Map.of(LabObjects.SERVER, spec.id()));
        var disks = volumes.disks(spec.volumes());
        var mounts = new ArrayList<Mount>();
        disks.forEach(disk -> mounts.add(volumes.mount(disk.volumeId(), disk.directory())));
        mounts.add(volumes.mount(varVolume(spec.id()), "/var"));
        var config = GuestContainer.hostConfig(spec).withMounts(mounts);
        var command = docker.createContainerCmd(image)
                .withName(objects.name(spec.id()))
                .withLabels(objects.labels(LabObjects.SERVER, spec.id(), Map.of("dev.davit.name", spec.name())))
                .withHostName(seed.hostname())
                .withTty(true)
                .withStopSignal("SIGRTMIN+3")
                .withEnv("container=docker")
                .withCmd("/sbin/init");
        if (spec.nics().isEmpty()) {
            config.withNetworkMode("none");
        } else {
            var first = spec.nics().getFirst();
            config.withNetworkMode(networks.require(first.networkId()).getName());
            command.withIpv4Address(first.ipAddress());
            if (!first.macAddress().isBlank()) {
                command.withMacAddress(first.macAddress());
            }
        }
        var container = command.withHostConfig(config).exec().getId();
        spec.nics().stream().skip(1).forEach(nic -> connect(container, nic));
        docker.copyArchiveToContainerCmd(container)
                .withTarInputStream(new ByteArrayInputStream(
                        seed.files().addAll(GuestDisks.files(disks)).tar()))
                .withRemotePath("/")
                .exec();
        return container;
    }

    private void connect(String container, ServerSpec.Nic nic) {
        docker.connectToNetworkCmd()
                .withContainerId(container)
                .withNetworkId(networks.require(nic.networkId()).getId())
                .withContainerNetwork(new ContainerNetwork()
                        .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(nic.ipAddress())))
                .exec();
    }

    /** Why it could not be started, in words that help. @param text the engine's */
    static String explained(String text, ServerSpec spec) {
        if (text.contains("Address already in use")) {
            return "an address of its ports ("
                    + String.join(
                            ", ",
                            spec.nics().stream().map(ServerSpec.Nic::ipAddress).toList())
                    + ") is still in use by another server";
        }
        if (text.contains("unable to apply caps") || text.contains("oom_score_adj")) {
            return text + ". This engine lacks CAP_SYS_RESOURCE; stop it and let 'davit lab engine' start one that does"
                    + " without";
        }
        return text;
    }

    /** The volume below /var: it lives as long as the server. */
    static String varVolume(String serverId) {
        return serverId + "-var";
    }
}
