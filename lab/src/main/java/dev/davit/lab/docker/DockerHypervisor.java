package dev.davit.lab.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.hypervisor.ServerSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the lab's servers as containers. A server boots one of the lab's two guest images, whatever its own image is:
 * {@link GuestFlavour#of} decides by the image's name. Its users are {@code ubuntu} (password {@code ubuntu}) and
 * {@code debian} (password {@code debian}); volumes are mounted at {@code /mnt/<device>} and are disks, those that come later disks only.
 */
public final class DockerHypervisor implements Hypervisor {
    private final Closeable connection;
    private final String endpoint;
    private final boolean lasting;
    private final DockerNetworks networks;
    private final DockerVolumes volumes;
    private final DockerServers servers;
    private final DockerTranslations translations;

    /**
     * @param labId of letters and digits; labs with different ids on one engine do not see each other
     * @param pool where networks come from whose wished CIDR is taken
     */
    public DockerHypervisor(DockerEngine engine, EngineSettings settings, String labId, SubnetPool pool) {
        this(engine, settings, new LabIdentity(labId, true), pool);
    }

    private DockerHypervisor(DockerEngine engine, EngineSettings settings, LabIdentity identity, SubnetPool pool) {
        var docker = engine.client();
        var host = HostSystem.here();
        var objects = new LabObjects(identity.id());
        this.connection = engine::close;
        this.endpoint = engine.endpoint();
        this.lasting = identity.lasting();
        this.networks = new DockerNetworks(docker, objects, pool, new HostRoutes(host));
        this.volumes = new DockerVolumes(docker, objects);
        var guests = new GuestImage(docker, settings, host);
        var making = new GuestMaking(docker, objects, networks, volumes, guests, host);
        this.servers = new DockerServers(docker, objects, volumes, making);
        this.translations = new DockerTranslations(docker, objects, guests);
    }

    /**
     * Finds or starts the engine, builds the guest image that most servers use, and is ready.
     *
     * @param dataDirectory where the lab keeps its state, and with it its identity: servers go on when the lab stops and
     *     are found again. Without one {@link #close} removes all that the lab has made.
     * @param say gets a line for everything that takes time or changes the machine
     * @throws EngineUnavailableException saying what to install or to change
     */
    public static DockerHypervisor start(EngineSettings settings, Optional<Path> dataDirectory, Consumer<String> say) {
        var engine = DockerEngine.obtain(settings, say);
        try {
            new GuestImage(engine.client(), settings).obtain(GuestFlavour.DOCKER, say);
            return new DockerHypervisor(
                    engine, settings, LabIdentity.of(dataDirectory), SubnetPool.fromProperties(System.getProperties()));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public NetworkState createNetwork(NetworkSpec spec) {
        return answer(() -> networks.create(spec));
    }

    @Override
    public void deleteNetwork(String networkId) {
        act(() -> networks.delete(networkId));
    }

    @Override
    public void createVolume(String volumeId, int sizeGiB) {
        act(() -> volumes.create(volumeId, sizeGiB));
    }

    @Override
    public void deleteVolume(String volumeId) {
        act(() -> volumes.delete(volumeId));
    }

    @Override
    public void createServer(ServerSpec spec) {
        act(() -> servers.create(spec));
    }

    @Override
    public void deleteServer(String serverId) {
        act(() -> servers.delete(serverId));
    }

    @Override
    public void attachVolume(String serverId, String volumeId) {
        act(() -> servers.attachVolume(serverId, volumeId));
    }

    @Override
    public void detachVolume(String serverId, String volumeId) {
        act(() -> servers.detachVolume(serverId, volumeId));
    }

    @Override
    public void power(String serverId, boolean on) {
        act(() -> servers.power(serverId, on));
    }

    @Override
    public Optional<Boolean> running(String serverId) {
        return answer(() -> servers.running(serverId));
    }

    @Override
    public String consoleLog(String serverId, int lines) {
        return answer(() -> servers.consoleLog(serverId, lines));
    }

    @Override
    public void translate(Map<String, String> fixed) {
        act(() -> translations.become(fixed));
    }

    @Override
    public void purge() {
        act(translations::purge);
        act(servers::purge);
        act(networks::purge);
        act(volumes::purge);
    }

    /** Whatever the client library throws becomes the one exception that the callers know. */
    private <T> T answer(Supplier<T> work) {
        try {
            return work.get();
        } catch (HypervisorException e) {
            throw e;
        } catch (DockerException e) {
            throw new HypervisorException("The Docker Engine refused: " + EngineError.text(e), e);
        } catch (RuntimeException e) {
            throw new HypervisorException("The Docker Engine at " + endpoint + ": " + e.getMessage(), e);
        }
    }

    private void act(Runnable work) {
        answer(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void close() {
        try (connection) {
            if (!lasting) {
                purge();
            }
        } catch (IOException e) {
            throw new HypervisorException("Cannot close the connection to the Docker Engine", e);
        }
    }
}
