package dev.davit.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The install script by its contract: with wrong arguments, a token that is not known any more or a wrong hash it fails as
 * kubeadm does. It takes as long, waits and fails as tests order it to.
 */
final class SimulatedScript {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Certificates.Issued authority;
    private final SimulatedApi api;
    private final SimulatedEtcd etcd;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final Map<String, List<String>> failing = new ConcurrentHashMap<>();
    private final List<String> installed = new CopyOnWriteArrayList<>();
    private final AtomicInteger joining = new AtomicInteger();
    private final AtomicInteger mostJoining = new AtomicInteger();
    private volatile String certificateKey = "";
    private volatile boolean tokensExpireAtOnce;
    private volatile Duration installTime = Duration.ZERO;
    private volatile CountDownLatch meeting = new CountDownLatch(0);

    SimulatedScript(Certificates.Issued authority, SimulatedApi api, SimulatedEtcd etcd) {
        this.authority = authority;
        this.api = api;
        this.etcd = etcd;
    }

    void installTakes(Duration duration) {
        installTime = duration;
    }

    void joinsMeet(int nodes) {
        meeting = new CountDownLatch(nodes);
    }

    void tokensExpireAtOnce() {
        tokensExpireAtOnce = true;
    }

    void failNext(String address, String... lines) {
        failing.put(address, List.of(lines));
    }

    CountDownLatch hangNext(String address) {
        var begun = new CountDownLatch(1);
        hanging.put(address, begun);
        return begun;
    }

    List<String> installed() {
        return List.copyOf(installed);
    }

    int mostAtOnce() {
        return mostJoining.get();
    }

    /** @return the exit status */
    int run(SimulatedNode node, Call call) throws InterruptedException {
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
        node.cluster().installing(node);
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

    /** What is simulated takes its time, and ends when it is interrupted. */
    private static void pass(Duration duration) throws InterruptedException {
        if (new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
