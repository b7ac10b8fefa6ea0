package dev.davit.lab.docker;

import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.hypervisor.ServerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A lab of a test's own, with one network; gone with all that it made when the test ends. */
final class TestLab implements AutoCloseable {
    private final DockerEngine engine = TestEngine.open();
    final String id = "test-" + UUID.randomUUID().toString().substring(0, 8);
    final DockerHypervisor hypervisor = new DockerHypervisor(engine, TestEngine.settings(), id, SubnetPool.STANDARD);
    final NetworkState network = hypervisor.createNetwork(new NetworkSpec("net", "net", "10.10.0.0/24", false));

    DockerEngine engine() {
        return engine;
    }

    /** The address on the lab's network with this last octet. */
    String address(int n) {
        return Ipv4Cidr.parse(network.cidr()).address(n);
    }

    ServerSpec.Nic nic(int n) {
        return new ServerSpec.Nic("port-" + n, "net", "fa:16:3e:00:00:%02x".formatted(n), address(n));
    }

    ServerSpec server(String serverId, ServerSpec.Nic... nics) {
        return new ServerSpec(
                serverId,
                serverId,
                new ServerSpec.Image("image", "debian-12-plain", "qcow2"),
                1,
                1024,
                List.of(nics),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    ServerSpec withVolume(ServerSpec spec, String volumeId) {
        return changed(spec, spec.image(), List.of(new ServerSpec.Volume(volumeId, "/dev/vdb")), spec.userData());
    }

    ServerSpec withUserData(ServerSpec spec, String userData) {
        return changed(spec, spec.image(), spec.volumes(), Optional.of(userData));
    }

    ServerSpec withImage(ServerSpec spec, String name) {
        return changed(spec, new ServerSpec.Image("image", name, "qcow2"), spec.volumes(), spec.userData());
    }

    private static ServerSpec changed(
            ServerSpec spec, ServerSpec.Image image, List<ServerSpec.Volume> volumes, Optional<String> userData) {
        return new ServerSpec(
                spec.id(),
                spec.name(),
                image,
                spec.vcpus(),
                spec.ramMiB(),
                spec.nics(),
                volumes,
                userData,
                spec.publicKey(),
                spec.metadata());
    }

    @Override
    public void close() {
        try {
            hypervisor.purge();
        } finally {
            hypervisor.close();
        }
    }
}
