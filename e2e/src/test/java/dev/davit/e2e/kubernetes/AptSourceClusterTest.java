package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.ForwardingProxy;
import dev.davit.e2e.harness.Guest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plain machines that get everything from elsewhere: Kubernetes from an apt repository, containerd from the distribution's, both through
 * a proxy with a password; the cluster's own images from a registry with TLS and a password. Takes five minutes; started by
 * e2e/kubernetes/run.
 */
@LongClusterTest
class AptSourceClusterTest {
    private static final String PROXY_USER = "user1";
    private static final String PROXY_PASSWORD = "password1";
    private static final String FOLDER = "kubernetes";
    /** Nobody but the proxy knows it. */
    private static final String PACKAGES = "packages.example.com";

    @AutoClose
    private final ClusterStage stage = new ClusterStage();

    private ClusterSite site;
    private RegistryVm registry;
    private AptRepository apt;
    private ForwardingProxy proxy;
    private ClusterVnf cluster;
    private String host;

    @BeforeAll
    void deployWhatTheClusterNeeds() throws Exception {
        stage.open();
        site = stage.site();
        registry = stage.registry();
        var parts = stage.unpackBundle();
        registry.pushImages(parts.images(), FOLDER);
        apt = stage.keep(AptRepository.of(parts, site.folder()));
        proxy = stage.keep(new ForwardingProxy(PROXY_USER, PROXY_PASSWORD));
        proxy.name(PACKAGES);
        host = site.gateway("net0");
        stage.onboard(stage.editedSample()
                .onPlainGuests("simple")
                .with(ClusterStage.CERTIFICATE, stage.serveTls())
                .with("Files/kubernetes/apt.sources", apt.sources(PACKAGES))
                .with("Files/kubernetes/version", parts.version().replaceFirst("\\.[0-9]+$", "") + "\n")
                .with("Files/kubernetes/network.yaml", parts.network()));
    }

    private ObjectNode parameters() {
        ObjectNode request = stage.tlsParameters("simple");
        ObjectNode cluster = ClusterStage.installation(request);
        cluster.put("image_repository", registry.tlsServer() + "/" + FOLDER).put("drain_timeout", "15");
        String url = "http://" + PROXY_USER + ":" + PROXY_PASSWORD + "@" + host + ":" + proxy.port();
        cluster.putObject("proxy")
                .put("http_proxy", url)
                .put("https_proxy", url)
                .put("no_proxy", registry.tlsServer().replaceFirst(":.*", ""))
                .put("k8s_node_cidr", site.cidr("net0"));
        return request;
    }

    @Test
    @Order(1)
    void kubernetesComesFromTheAptRepositoryAndItsImagesFromTheRegistry() throws Exception {
        cluster = ClusterVnf.instantiate(site, parameters());
        cluster.runOnEveryNode(3, registry.tlsImage());
    }

    @Test
    @Order(2)
    void nodesHaveTheWantedVersionFromTheRepository() {
        assertThat(nodes())
                .allSatisfy(
                        node -> assertThat(node.run("dpkg-query -W -f '${Version}' kubelet; dpkg -S /usr/bin/kubeadm"))
                                .startsWith("1.20.")
                                .contains("kubeadm: /usr/bin/kubeadm"));
    }

    @Test
    @Order(3)
    void nodesHaveNoImageThatIsNotFromTheRegistry() {
        assertThat(nodes()).allSatisfy(node -> {
            List<String> images = node.run("ctr -n k8s.io images ls -q").lines().toList();
            assertThat(images)
                    .anyMatch(name -> name.startsWith(registry.tlsServer() + "/" + FOLDER + "/pause:"))
                    .allMatch(name -> name.startsWith(registry.tlsServer() + "/") || name.startsWith("sha256:"));
        });
    }

    @Test
    @Order(4)
    void theProxySawTheRepositoriesAndNothingOfTheCluster() {
        assertThat(proxy.hosts())
                .contains(PACKAGES + ":" + apt.port())
                .hasSizeGreaterThan(1)
                .allSatisfy(asked -> assertThat(asked)
                        .doesNotStartWith("registry.example.com")
                        .doesNotContain(":6443", ":10250", host.replaceFirst("[0-9]+$", ""))
                        .doesNotStartWith("10.199."));
    }

    @Test
    @Order(5)
    void aWorkerThatIsAddedGetsTheSame() throws Exception {
        cluster.scale("SCALE_OUT");
        cluster.runOnEveryNode(4, registry.tlsImage());
        nodesHaveNoImageThatIsNotFromTheRegistry();
    }

    @Test
    @Order(6)
    void aWorkerWithAPodThatABudgetHoldsStaysUntilItIsLetGo() throws Exception {
        Guest master = cluster.guests("masterNode").getFirst();
        String kubectl = "kubectl --kubeconfig /etc/kubernetes/admin.conf ";
        List<String> workers = master.run(kubectl + "get nodes --output name")
                .lines()
                .map(line -> line.substring(line.indexOf('/') + 1))
                .filter(name -> name.startsWith("worker"))
                .toList();
        for (String worker : workers) {
            master.run(kubectl + "run held-" + worker + " --labels app=held --image " + registry.tlsImage()
                    + " --overrides '{\"spec\": {\"nodeName\": \"" + worker
                    + "\", \"terminationGracePeriodSeconds\": 1}}'");
        }
        master.run(kubectl + "wait --for condition=Ready pod --selector app=held --timeout 50s");
        master.run(kubectl + "create poddisruptionbudget held --selector app=held --min-available " + workers.size());
        String error = cluster.fail("scale", "{\"type\": \"SCALE_IN\", \"aspectId\": \"worker_instance\"}");
        assertThat(error)
                .contains("1 pods are still on worker", "after 15 s", "default/held-worker", "disruption budget");
        assertThat(cluster.vnfcs("workerNode")).hasSize(3);
        master.run(kubectl + "delete poddisruptionbudget held");
        cluster.retry();
        assertThat(cluster.vnfcs("workerNode")).hasSize(2);
        cluster.runOnEveryNode(3, registry.tlsImage());
    }

    @Test
    @Order(7)
    void passwordsAreInNoProcessAndInNoLog() {
        assertThat(nodes())
                .allSatisfy(
                        node -> assertThat(node.run("ps axwwe -o args; journalctl --no-pager -o cat | tail -n 20000"))
                                .doesNotContain(RegistryVm.PASSWORD));
        cluster.terminate();
    }

    private List<Guest> nodes() {
        return cluster.guests("masterNode", "workerNode");
    }
}
