package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.demo.KubernetesVnf;
import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Flavour podaffinity at the level with four workers, reached through floating IPs only, with Docker as its runtime, Helm, and the
 * cluster's own images from a registry with TLS and a password. Takes ten minutes and 8 GiB; started by e2e/kubernetes/run. Each
 * test builds on those before.
 */
@EnabledIfSystemProperty(
        named = "davit.kubernetes.long",
        matches = "true",
        disabledReason = "e2e/kubernetes/run runs it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodAffinityClusterTest {
    private static final String CERTIFICATE = "Files/registry-ca.crt";
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

    private final Opened opened = new Opened();
    private ClusterSite site;
    private RegistryVm registry;
    private ClusterVnf cluster;

    @BeforeAll
    void deployWhatTheClusterNeeds() throws Exception {
        var bundle = ClusterRequired.bundle();
        site = opened.keep(ClusterSite.start());
        registry = opened.keep(RegistryVm.deploy(site));
        String certificate = registry.serveTls() + "\n";
        var parts = UnpackedBundle.of(bundle, site.folder());
        registry.pushImages(parts.images(), FOLDER);
        site.api()
                .onboard(EditedPackage.in(site.folder())
                        .with(CERTIFICATE, certificate)
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
                                FLOATING_IP.formatted("workerNode_FIP", "workerNode_CP2"))
                        .build(
                                site.folder().resolve("podaffinity.zip"),
                                List.of("Files/kubernetes/bundle.tar.zst=" + bundleWithoutImages(parts))));
    }

    private Path bundleWithoutImages(UnpackedBundle parts) throws IOException {
        Path bundle = site.folder().resolve("without-images.tar.zst");
        Path network = java.nio.file.Files.writeString(site.folder().resolve("network.yaml"), parts.network());
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

    @AfterAll
    void stop() throws Exception {
        opened.close();
    }

    private ObjectNode parameters() {
        ObjectNode request = KubernetesVnf.parameters(
                "podaffinity", site.networkId("net0"), ClusterVnf.VIM, registry.tlsConnection(CERTIFICATE));
        request.put("instantiationLevelId", "instantiation_level_2");
        var cluster = (ObjectNode) request.at("/additionalParams/k8s_cluster_installation_param");
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
