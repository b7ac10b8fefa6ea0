package dev.davit.testbed;

import dev.davit.lab.docker.DockerHypervisor;
import dev.davit.lab.docker.EngineSettings;
import dev.davit.lab.docker.EngineUnavailableException;
import dev.davit.lab.docker.RegistryImage;
import dev.davit.lab.docker.RegistryLayout;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.hypervisor.ServerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;

/** Guests of a test's own, on a network of its own; gone when the test ends. */
public final class GuestLab implements AutoCloseable {
    private static final String NETWORK = "net";
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final DockerHypervisor hypervisor;
    private final NetworkState network;

    private GuestLab(DockerHypervisor hypervisor) {
        this.hypervisor = hypervisor;
        this.network = hypervisor.createNetwork(new NetworkSpec(NETWORK, NETWORK, "10.10.0.0/24", false));
    }

    /** Skips the test where there is no Docker Engine; with DAVIT_DOCKER=required that is a failure. */
    public static GuestLab open() {
        try {
            // Without a data directory, all of it is gone when it is closed.
            return new GuestLab(DockerHypervisor.start(settings(), Optional.empty(), System.out::println));
        } catch (EngineUnavailableException e) {
            if (required()) {
                throw e;
            }
            var line = "Tests on Docker guests are skipped: " + e.getMessage();
            if (SAID.compareAndSet(false, true)) {
                System.out.println(line);
            }
            return Assumptions.abort(line);
        }
    }

    private static boolean required() {
        return "required".equals(System.getenv("DAVIT_DOCKER"));
    }

    private static EngineSettings settings() {
        var settings = EngineSettings.fromEnvironment();
        return new EngineSettings(settings.home(), settings.dockerHost(), required());
    }

    /** A registry's image as a file of docker save. */
    public static Path registryImage(String tag, RegistryLayout layout) throws IOException {
        return new RegistryImage(settings(), System.out::println).obtain(tag, layout);
    }

    /** The address with this last octet. */
    public String address(int n) {
        return network.cidr().substring(0, network.cidr().lastIndexOf('.') + 1) + n;
    }

    /** Starts a guest with Docker inside. @return its address */
    public String guest(String serverId, int n) {
        return guest(serverId, n, "debian-12", List.of());
    }

    /** Starts a guest without Docker. @return its address */
    public String plainGuest(String serverId, int n) {
        return guest(serverId, n, "debian-12-plain", List.of());
    }

    /** Starts a guest with Docker inside and a disk of 1 GiB, which is made if it does not exist. @return its address */
    public String guestWithVolume(String serverId, int n, String volumeId) {
        hypervisor.createVolume(volumeId, 1);
        return guest(serverId, n, "debian-12", List.of(new ServerSpec.Volume(volumeId, "")));
    }

    private String guest(String serverId, int n, String image, List<ServerSpec.Volume> volumes) {
        hypervisor.createServer(new ServerSpec(
                serverId,
                serverId,
                new ServerSpec.Image(image, image, "qcow2"),
                1,
                1024,
                List.of(new ServerSpec.Nic("port-" + n, NETWORK, "fa:16:3e:00:00:%02x".formatted(n), address(n))),
                volumes,
                Optional.empty(),
                Optional.empty(),
                Map.of()));
        return address(n);
    }

    public void delete(String serverId) {
        hypervisor.deleteServer(serverId);
    }

    @Override
    public void close() {
        hypervisor.close();
    }
}
