package dev.davit.simulator;

import dev.davit.simulator.SimulatedApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A cluster of simulated nodes. The install script is simulated too, by its contract: with wrong arguments, a token that is not
 * known any more or a wrong hash it fails as kubeadm does.
 */
public final class SimulatedCluster implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final String network = "127." + RANDOM.nextInt(1, 255) + "." + RANDOM.nextInt(0, 255) + ".";
    private final Map<String, SimulatedNode> nodes = new ConcurrentHashMap<>();
    private final Certificates.Issued authority = Certificates.authority("kubernetes");
    private final SimulatedApi api = new SimulatedApi(authority.pem());
    private final SimulatedEtcd etcd = new SimulatedEtcd();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> registries = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final Map<String, List<String>> failing = new ConcurrentHashMap<>();
    private final List<String> pulled = new CopyOnWriteArrayList<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final List<String> installed = new CopyOnWriteArrayList<>();
    private final AtomicInteger joining = new AtomicInteger();
    private final AtomicInteger mostJoining = new AtomicInteger();
    private volatile String certificateKey = "";
    private volatile boolean tokensExpireAtOnce;
    private volatile Duration installTime = Duration.ZERO;
    private volatile CountDownLatch meeting = new CountDownLatch(0);
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
        installTime = duration;
    }

    /** Joins wait until so many of them are at the script at the same time, for a while. */
    public void joinsMeet(int nodes) {
        meeting = new CountDownLatch(nodes);
    }

    /** Every token is only good for the join that it was made for. */
    public void tokensExpireAtOnce() {
        tokensExpireAtOnce = true;
    }

    /** The next run of the script on this node prints these lines and fails. */
    public void failNext(String address, String... lines) {
        failing.put(address, List.of(lines));
    }

    /** The next run of the script on this node hangs until its connection breaks. @return counted down when it hangs */
    public CountDownLatch hangNext(String address) {
        var begun = new CountDownLatch(1);
        hanging.put(address, begun);
        return begun;
    }

    /** What curl's exit status is when a node asks this registry. */
    public void registry(String server, int exit) {
        registries.put(server, exit);
    }

    int registryExit(String server) {
        return registries.getOrDefault(server, 0);
    }

    /** What nodes have pulled: address, image, and "with login" where one was given; "installed" where the script ran. */
    public List<String> pulled() {
        return List.copyOf(pulled);
    }

    /** Puts an image into the registries, or takes it away. */
    public void imageExists(String image, boolean there) {
        if (there) {
            missing.remove(image);
        } else {
            missing.add(image);
        }
    }

    boolean pull(SimulatedNode node, String image, boolean login) {
        pulled.add(node.address() + " " + image + (login ? " with login" : ""));
        return !missing.contains(image);
    }

    /** Addresses of the nodes on which the script has succeeded, in order. */
    public List<String> installed() {
        return List.copyOf(installed);
    }

    /** How many nodes have been at the script at the same time at the most. */
    public int mostAtOnce() {
        return mostJoining.get();
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

    int runScript(SimulatedNode node, Call call) throws InterruptedException {
        mostJoining.accumulateAndGet(joining.incrementAndGet(), Math::max);
        try {
            return script(node, call);
        } finally {
            joining.decrementAndGet();
        }
    }

    private int script(SimulatedNode node, Call call) throws InterruptedException {
        if (call.argument(2).endsWith("-only")) {
            call.out().println("runtime:containerd");
            String repository = call.environment().getOrDefault("IMAGE_REPOSITORY", "");
            if (!repository.isEmpty()) {
                call.out().println("node-images:" + repository + "/pause:1");
                call.out().println("master-images:" + repository + "/etcd:1 " + repository + "/kube-apiserver:1");
            }
            call.out().println("Install Success!");
            return 0;
        }
        pulled.add(node.address() + " installed");
        CountDownLatch begun = hanging.remove(node.address());
        if (begun != null) {
            begun.countDown();
            new CountDownLatch(1).await();
        }
        pass(installTime);
        if (call.words().contains("-t")) {
            meeting.countDown();
            // Those that do not come in time are missed by whoever looks at mostAtOnce.
            boolean met = meeting.await(20, TimeUnit.SECONDS);
            call.out().println(met ? "== all are here" : "== not all are here");
        }
        List<String> lines = failing.remove(node.address());
        if (lines != null) {
            lines.forEach(call.err()::println);
            return 1;
        }
        boolean worker = call.words().contains("-w");
        if (!worker && !Arrays.asList(call.option("-m").split(",")).contains(node.address())) {
            return call.fail("none of -m is this node");
        }
        String token = call.option("-t");
        if (token.isEmpty()) {
            begin(node, call);
        } else if (!tokens.contains(token)) {
            return call.fail("error execution phase preflight: token id \"" + token
                    + "\" is invalid for this cluster or" + " it has expired");
        } else if (!call.option("-s").equals(hash())) {
            return call.fail("cluster CA found in cluster-info ConfigMap is invalid");
        } else if (!worker && !call.option("-k").equals(certificateKey)) {
            return call.fail("error downloading certs: the certificate key is wrong");
        }
        if (tokensExpireAtOnce) {
            tokens.clear();
        }
        node.write("/etc/kubernetes/kubelet.conf", "kubelet");
        if (!worker) {
            node.write("/etc/kubernetes/admin.conf", adminConf(call.option("-i")));
            node.write("/etc/kubernetes/pki/ca.crt", authority.pem());
            etcd.add(node.hostName(), node.address());
        }
        api.addNode(node.hostName(), node.address());
        installed.add(node.address());
        call.out().println("Install Success!");
        return 0;
    }

    private void begin(SimulatedNode node, Call call) {
        call.out().println("token:" + token());
        call.out().println("server:https://" + call.option("-i") + ":6443");
        call.out().println(authority.pem());
        call.out().println("ssl_ca_cert_hash:" + hash());
        call.out().println("certificate_key:" + newCertificateKey());
        node.write("/etc/kubernetes/pki/ca.crt", authority.pem());
    }

    private String hash() {
        return NodeCommands.sha256(authority.certificate().getPublicKey().getEncoded());
    }

    private static String adminConf(String address) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://%s:6443"}}]
                users: [{name: u, user: {token: x}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(address);
    }

    int kubeadm(SimulatedNode node, Call call) {
        if (!node.exists("/etc/kubernetes/admin.conf")) {
            return call.fail("failed to load admin kubeconfig");
        }
        call.out().println(call.argument(1).equals("token") ? token() : "key:\n" + newCertificateKey());
        return 0;
    }

    private String token() {
        byte[] bytes = new byte[11];
        RANDOM.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        String token = hex.substring(0, 6) + "." + hex.substring(6);
        tokens.add(token);
        return token;
    }

    private String newCertificateKey() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        certificateKey = HexFormat.of().formatHex(bytes);
        return certificateKey;
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

    /** What is simulated takes its time, and ends when it is interrupted. */
    private static void pass(Duration duration) throws InterruptedException {
        if (new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
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
