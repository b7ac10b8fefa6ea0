package dev.davit.simulator;

import dev.davit.simulator.SimulatedApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A cluster of simulated nodes: machines at addresses of this host, each with an SSH server, and the API and the etcd that
 * they have in common. The install script is simulated too, see {@link SimulatedScript}.
 */
public final class SimulatedCluster implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final String network = "127." + RANDOM.nextInt(1, 255) + "." + RANDOM.nextInt(0, 255) + ".";
    private final Map<String, SimulatedNode> nodes = new ConcurrentHashMap<>();
    private final Certificates.Issued authority = Certificates.authority("kubernetes");
    private final SimulatedApi api = new SimulatedApi(authority.pem());
    private final SimulatedEtcd etcd = new SimulatedEtcd();
    private final SimulatedRegistries registries = new SimulatedRegistries();
    private final SimulatedScript script = new SimulatedScript(authority, api, etcd);
    private int port;
    private int machines;

    public SimulatedCluster() {
        try {
            folder = Files.createTempDirectory("davit-nodes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a machine. @param address in the cluster's network @return it, running */
    public synchronized SimulatedNode machine(String address) {
        try {
            String ssh = network + ++machines;
            Path root = Files.createDirectories(folder.resolve(machines + "-" + address));
            Files.createDirectories(root.resolve("var/lib/davit/kubernetes/Scripts"));
            var node = new SimulatedNode(this, ssh, port, address, root);
            port = node.port();
            nodes.put(address, node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SSH port of all machines. */
    public int port() {
        return port;
    }

    public SimulatedApi api() {
        return api;
    }

    public SimulatedEtcd etcd() {
        return etcd;
    }

    /** How long the install script takes on a node. */
    public void installTakes(Duration duration) {
        script.installTakes(duration);
    }

    /** Joins wait until so many of them are at the script at the same time, for a while. */
    public void joinsMeet(int nodes) {
        script.joinsMeet(nodes);
    }

    /** Every token is only good for the join that it was made for. */
    public void tokensExpireAtOnce() {
        script.tokensExpireAtOnce();
    }

    /** The next run of the script on this node prints these lines and fails. */
    public void failNext(String address, String... lines) {
        script.failNext(address, lines);
    }

    /** The next run of the script on this node hangs until its connection breaks. @return counted down when it hangs */
    public CountDownLatch hangNext(String address) {
        return script.hangNext(address);
    }

    public SimulatedRegistries registries() {
        return registries;
    }

    void installing(SimulatedNode node) {
        registries.installing(node);
    }

    /** Addresses of the nodes on which the script has succeeded, in order. */
    public List<String> installed() {
        return script.installed();
    }

    /** How many nodes have been at the script at the same time at the most. */
    public int mostAtOnce() {
        return script.mostAtOnce();
    }

    /** A machine that is gone for good. */
    public void destroy(String address) {
        try {
            nodes.remove(address).close();
            etcd.down(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatedScript script() {
        return script;
    }

    /** Empty when nothing listens there: the machine is gone, or no API server runs on it yet. */
    Optional<Answer> api(URI url, String method, String body) {
        return Optional.ofNullable(nodes.get(url.getHost()))
                .filter(node -> node.exists("/etc/kubernetes/admin.conf"))
                .map(node -> api.handle(method.isEmpty() ? "GET" : method, url, body));
    }

    Optional<Answer> etcd(SimulatedNode node, URI url, String body) {
        String host = url.getHost().equals("127.0.0.1") ? node.address() : url.getHost();
        return nodes.containsKey(host) && etcd.isUp(host) ? Optional.of(etcd.handle(url, body)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (SimulatedNode node : nodes.values()) {
            node.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
