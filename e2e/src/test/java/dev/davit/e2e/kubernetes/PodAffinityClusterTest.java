package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Flavour podaffinity at the level with four workers, reached through floating IPs only, with Docker as its runtime, Helm, and the
 * cluster's own images from a registry with TLS and a password. Takes ten minutes and 8 GiB; started by e2e/kubernetes/run.
 */
@LongClusterTest
class PodAffinityClusterTest {
    private static final String HELM = "Scripts/install_helm.sh";
    private static final String FOLDER = "mirror/kubernetes";
    private static final String HOT = "BaseHOT/podaffinity/";
    private static final String FLOATING_IP = """

              %s:
                type: OS::Neutron::FloatingIP
                properties:
                  floating_network: public
                  port_id: { get_resource: %s }
            """;

    @AutoClose
    private final ClusterStage stage = new ClusterStage();

    private ClusterSite site;
    private RegistryVm registry;
    private ClusterVnf cluster;

    @BeforeAll
    void deployWhatTheClusterNeeds() throws Exception {
        stage.open();
        site = stage.site();
        registry = stage.registry();
        var parts = stage.unpackBundle();
        registry.pushImages(parts.images(), FOLDER);
        stage.onboard(
                stage.editedSample()
                        .with(ClusterStage.CERTIFICATE, stage.serveTls())
                        .with(HELM, """
                        #!/bin/bash
                        set -e
                        printf '#!/bin/sh\\necho helm of %s\\n' "$(hostname)" >/tmp/helm
                        sudo install -m 0755 /tmp/helm /usr/local/bin/helm
                        """)
                        .append(
                                HOT + "podaffinity_hot_top.yaml",
                                "\noutputs: {}",
                                FLOATING_IP.formatted("vip_FIP", "vip_CP"))
                        .append(
                                HOT + "nested/podaffinity_nested_master.yaml",
                                "",
                                FLOATING_IP.formatted("masterNode_FIP", "masterNode_CP1"))
                        .append(
                                HOT + "nested/podaffinity_nested_worker.yaml",
                                "",
                                FLOATING_IP.formatted("workerNode_FIP", "workerNode_CP2")),
                KubernetesBundle.IN_PACKAGE + "=" + bundleWithoutImages(parts));
    }

    private Path bundleWithoutImages(UnpackedBundle parts) throws IOException {
        Path bundle = site.folder().resolve("without-images.tar.zst");
        Path network = Files.writeString(site.folder().resolve("network.yaml"), parts.network());
        Tool.run(List.of(
                Checkout.root()
                        .resolve("vnf-packages/kubernetes-cluster/bundle/make-bundle.sh")
                        .toString(),
                "--version",
                parts.version(),
                "--binaries",
                parts.binary("").toString(),
                "--cni",
                parts.plugins().toString(),
                "--without-images",
                "--network",
                network.toString(),
                "-o",
                bundle.toString()));
        return bundle;
    }

    private ObjectNode parameters() {
        ObjectNode request = stage.tlsParameters("podaffinity");
        request.put("instantiationLevelId", "instantiation_level_2");
        ObjectNode cluster = ClusterStage.installation(request);
        cluster.put("image_repository", registry.tlsServer() + "/" + FOLDER).put("helm_installation_script_path", HELM);
        ((ObjectNode) cluster.get("master_node")).put("cluster_fip_name", "vip_FIP");
        ((ObjectNode) cluster.get("worker_node")).put("ssh_cp_name", "workerNode_FIP");
        return request;
    }

    @Test
    @Order(1)
    void threeMastersAndFourWorkersPullFromTheRegistry() throws Exception {
        cluster = ClusterVnf.instantiate(site, parameters());
        assertThat(cluster.vnfcs("masterNode")).hasSize(3);
        assertThat(cluster.vnfcs("workerNode")).hasSize(4);
        cluster.runOnEveryNode(7, registry.tlsImage());
    }

    @Test
    @Order(2)
    void theClusterIsUsedThroughItsFloatingIp() {
        assertThat(cluster.vimUrl())
                .isIn(floatingAddresses().stream()
                        .map(address -> "https://" + address + ":16443")
                        .toList());
    }

    @Test
    @Order(3)
    void everyNodeIsReachedThroughItsFloatingIp() {
        assertThat(cluster.hostsOfCommands()).hasSize(7).isSubsetOf(floatingAddresses());
    }

    @Test
    @Order(4)
    void workersSayWhereTheyRun() throws Exception {
        try (var trial = cluster.trial()) {
            assertThat(trial.labels("CIS-node").values()).hasSize(4).doesNotHaveDuplicates();
            assertThat(trial.labels("kubernetes.io/zone"))
                    .hasSize(4)
                    .allSatisfy((node, zone) -> assertThat(zone).isEqualTo("nova"));
        }
    }

    @Test
    @Order(5)
    void mastersHaveHelm() {
        assertThat(cluster.guests("masterNode"))
                .allSatisfy(guest -> assertThat(guest.run("helm")).startsWith("helm of "));
        assertThat(cluster.guests("workerNode"))
                .allSatisfy(guest ->
                        assertThat(guest.run("command -v helm || echo none")).isEqualTo("none"));
    }

    @Test
    @Order(6)
    void nodesHaveNoImageThatIsNotFromTheRegistry() {
        assertThat(cluster.guests("masterNode", "workerNode"))
                .allSatisfy(guest -> assertThat(guest.run("docker images --format '{{.Repository}}'")
                                .lines())
                        .isNotEmpty()
                        .allMatch(name -> name.startsWith(registry.tlsServer() + "/")));
    }

    @Test
    @Order(7)
    void terminateLeavesNothing() {
        cluster.terminate();
        assertThat(floatingAddresses()).isEmpty();
    }

    private List<String> floatingAddresses() {
        JsonNode all = site.cloud().json("/network/v2.0/floatingips").get("floatingips");
        return StreamSupport.stream(all.spliterator(), false)
                .map(one -> one.get("floating_ip_address").stringValue())
                .toList();
    }
}
