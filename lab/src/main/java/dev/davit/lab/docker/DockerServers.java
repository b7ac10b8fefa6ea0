package dev.davit.lab.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.ServerSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lab server is a privileged container with systemd as its first process. */
final class DockerServers {
    private static final Logger LOG = LoggerFactory.getLogger(DockerServers.class);
    private static final int STOP_SECONDS = 20;

    private final DockerClient docker;
    private final LabObjects objects;
    private final DockerNetworks networks;
    private final DockerVolumes volumes;
    private final GuestImage guests;
    private final HostSystem host;

    DockerServers(
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

    void create(ServerSpec spec) {
        var existing = find(spec.id());
        if (existing.filter(container -> !container.getState().equals("created"))
                .isPresent()) {
            return;
        }
        // A container that was never started is what a lab leaves that died between the two: begin again.
        existing.ifPresent(container -> delete(spec.id()));
        var image = guests.obtain(GuestFlavour.of(spec.image()), LOG::info);
        if (!spec.image().diskFormat().equals("docker")) {
            LOG.info(
                    "Server {}: the image {} is a {} disk; the server boots the lab's guest image {} instead",
                    spec.name(),
                    spec.image().name(),
                    spec.image().diskFormat(),
                    image);
        }
        try {
            var container = createContainer(spec, image);
            docker.startContainerCmd(container).exec();
        } catch (DockerException e) {
            var text = EngineError.text(e);
            removeHalfMade(spec.id(), e);
            throw new HypervisorException("Server " + spec.name() + " cannot be started: " + explained(text, spec), e);
        } catch (RuntimeException e) {
            removeHalfMade(spec.id(), e);
            throw e;
        }
    }

    private String createContainer(ServerSpec spec, String image) {
        var nics = spec.nics().stream()
                .map(nic -> nic.ipAddress() + " " + (nic.macAddress().isBlank() ? "-" : nic.macAddress()) + " "
                        + DockerNetworks.state(networks.require(nic.networkId()))
                                .gateway())
                .toList();
        var seed = Seed.of(spec, nics, host, guests.access(guests.release(image)));
        seed.warnings().forEach(warning -> LOG.warn("Server {}: {}", spec.name(), warning));
        volumes.create(varVolume(spec.id()), Map.of(LabObjects.SERVER, spec.id()));
        var mounts = new java.util.ArrayList<>(volumes.mounts(spec.volumes()));
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
                .withTarInputStream(new ByteArrayInputStream(seed.files().tar()))
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

    private static String explained(String text, ServerSpec spec) {
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

    private void removeHalfMade(String serverId, RuntimeException cause) {
        try {
            delete(serverId);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    void delete(String serverId) {
        find(serverId).ifPresent(container -> remove(container.getId(), serverId));
        volumes.delete(varVolume(serverId));
    }

    private void remove(String container, String serverId) {
        try {
            docker.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            return; // gone, as wished
        } catch (ConflictException alreadyInProgress) {
            waitUntilGone(container, serverId);
        } catch (DockerException e) {
            throw new HypervisorException("Server " + serverId + " cannot be deleted: " + EngineError.text(e), e);
        }
    }

    private void waitUntilGone(String container, String serverId) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                docker.inspectContainerCmd(container).exec();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            } catch (NotFoundException gone) {
                return;
            }
        }
        throw new HypervisorException("Server " + serverId
                + " is being deleted by somebody else and is still there after " + STOP_SECONDS + " s");
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
        var text = new StringBuffer();
        try (var callback = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }) {
            docker.logContainerCmd(container.getId())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(callback)
                    .awaitCompletion(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException("Interrupted while reading the console of server " + serverId, e);
        } catch (java.io.IOException | DockerException e) {
            throw new HypervisorException(
                    "The console of server " + serverId + " cannot be read: " + e.getMessage(), e);
        }
        return text.toString().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replace("\r", "");
    }

    void purge() {
        var containers = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LabObjects.LAB, objects.labId()))
                .exec();
        var threads = containers.stream()
                .map(container -> Thread.ofVirtual().start(() -> remove(container.getId(), container.getId())))
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

    private static String varVolume(String serverId) {
        return serverId + "-var";
    }

    private Optional<Container> find(String serverId) {
        List<Container> found = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(objects.labels(LabObjects.SERVER, serverId))
                .exec();
        return found.stream().findFirst();
    }
}
