package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.cli.demo.KubernetesVnf;
import dev.davit.e2e.harness.StockClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Kubernetes package (base HOT, nested AutoScalingGroups, user-data script) on a cloud without guests, the management driver
 * switched off by the package: flavour simple by the guide's commands, one step each, then flavour complex.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenStackKubernetesTest {
    private static final String VNFD_ID = "b1db0ce7-ebca-1fb7-95ed-4840d70a1163";
    private static final String MASTER = "masterNode";
    private static final String WORKER = "workerNode";

    @Parameter
    String cloudName;

    private CloudSite site;
    private StockVnf vnf;

    static List<String> clouds() {
        return CloudSite.clouds();
    }

    @BeforeParameterizedClassInvocation
    void start(String name) throws Exception {
        assumeTrue(Files.isExecutable(StockClient.EXECUTABLE), StockVnf.MISSING);
        site = new CloudSite(name);
        vnf = new StockVnf(site);
        vnf.registerVim();
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void thePackageIsOnboarded() throws Exception {
        vnf.onboard(csar());
    }

    @Test
    @Order(2)
    void oneMasterAndTwoWorkersComeUp() throws Exception {
        vnf.instantiate(VNFD_ID, parameters("simple", site.network("DAVIT_TEST_NETWORK", "net0")));

        assertThat(vnf.servers())
                .extracting(s -> s.get("resource_name").stringValue())
                .containsExactlyInAnyOrder(MASTER, WORKER, WORKER);
        assertThat(vnf.shown())
                .contains("INSTANTIATED")
                .contains(server(vnf.vnfcs(MASTER).getFirst()));
    }

    @Test
    @Order(3)
    void aScaleOutAddsAWorker() {
        var before = servers(WORKER);
        vnf.scale("SCALE_OUT", "worker_instance");
        assertThat(servers(WORKER)).hasSize(3).containsAll(before);
    }

    @Test
    @Order(4)
    void aHealOfAWorkerReplacesItAlone() {
        var before = vnf.vnfcs(WORKER);
        vnf.heal(before.get(1).get("id").stringValue());
        var after = vnf.vnfcs(WORKER);
        assertThat(after)
                .extracting(v -> v.get("id"))
                .containsExactlyElementsOf(before.stream().map(v -> v.get("id")).toList());
        assertThat(server(after.get(0))).isEqualTo(server(before.get(0)));
        assertThat(server(after.get(1))).isNotEqualTo(server(before.get(1)));
        assertThat(server(after.get(2))).isEqualTo(server(before.get(2)));
    }

    @Test
    @Order(5)
    void aScaleInTakesOneWorkerAway() {
        var before = servers(WORKER);
        vnf.scale("SCALE_IN", "worker_instance");
        assertThat(servers(WORKER)).hasSize(2).isSubsetOf(before);
        assertThat(servers(MASTER)).hasSize(1);
    }

    @Test
    @Order(6)
    void aHealOfTheEntireVnfReplacesAll() {
        var before = servers(WORKER);
        vnf.healEntirely();
        assertThat(servers(WORKER)).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    @Order(7)
    void aTerminationLeavesNothing() {
        vnf.terminate();
    }

    @Test
    @Order(8)
    void theComplexFlavourComesUpScalesAndHealsInANetworkOfTheProject() {
        // Only the owner of a network may let ports use the cluster's address besides their own.
        var cluster = CloudVnf.create(site, VNFD_ID);
        cluster.operate("instantiate", parameters("complex", site.ownNetwork("192.0.2.0/24")));
        assertThat(cluster.vdus()).containsExactly(MASTER, MASTER, MASTER, WORKER, WORKER);
        cluster.scale("SCALE_OUT", "worker_instance", 1);
        cluster.heal(MASTER);
        assertThat(cluster.vdus()).containsExactly(MASTER, MASTER, MASTER, WORKER, WORKER, WORKER);
        cluster.terminateAndDelete();
    }

    @Test
    @Order(9)
    void allCanBeDeleted() {
        vnf.deleteAll();
    }

    private Path csar() throws Exception {
        return SamplePackage.buildWithoutHooks(
                "kubernetes-cluster",
                site.folder(),
                "--placeholder-image",
                "Files/images/ubuntu-20.04-server-cloudimg-amd64.img");
    }

    /** As for a cluster with the driver, and with the package's user-data script. */
    private static String parameters(String flavour, String network) {
        ObjectNode request = KubernetesVnf.parameters(
                flavour, network, "kubernetes_vim", KubernetesVnf.httpRegistry("192.0.2.9:5000"));
        ((ObjectNode) request.get("additionalParams"))
                .put("lcm-operation-user-data", "./UserData/k8s_cluster_user_data.py")
                .put("lcm-operation-user-data-class", "KubernetesClusterUserData");
        return request.toString();
    }

    private List<String> servers(String vdu) {
        return vnf.vnfcs(vdu).stream().map(OpenStackKubernetesTest::server).toList();
    }

    private static String server(JsonNode vnfc) {
        return vnfc.at("/computeResource/resourceId").stringValue();
    }
}
