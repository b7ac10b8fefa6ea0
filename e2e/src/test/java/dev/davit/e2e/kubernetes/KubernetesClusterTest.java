package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.ForwardingProxy;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.StockClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The user's guide, chapter "Deploy Kubernetes Cluster with Docker Private Registry", with the stock client and a real Kubernetes: a
 * cluster of one master and two workers that pulls from a registry VNF over HTTP.
 */
@ClusterTest
class KubernetesClusterTest {
    private static final String VNFD_ID = "b1db0ce7-ebca-1fb7-95ed-4840d70a1163";

    @AutoClose
    private final ClusterStage stage = new ClusterStage();

    private ClusterSite site;
    private StockClient openstack;
    private RegistryVm registry;
    private ForwardingProxy proxy;
    private ClusterVnf cluster;
    private String vnf;

    @BeforeAll
    void deployRegistry() throws Exception {
        Optional<String> missing = DockerRequired.missing();
        assumeTrue(missing.isEmpty(), missing::get);
        stage.open();
        site = stage.site();
        registry = stage.registry();
        openstack = site.client();
        proxy = stage.keep(new ForwardingProxy("user1", "password1"));
        Path csar = stage.sample(List.of());
        String id = openstack.json("vnf", "package", "create").get("ID").stringValue();
        openstack.run("vnf", "package", "upload", id, "--path", csar.toString()).expectSuccess();
        Poll.until(
                Duration.ofMinutes(5),
                () -> openstack
                        .json("vnf", "package", "show", id)
                        .get("Onboarding State")
                        .stringValue(),
                "ONBOARDED"::equals);
    }

    /** The guide's private_registry_kubernetes_param_file.json with what belongs to this cloud. */
    private String parameters() {
        String proxyAt = site.gateway("net0") + ":" + proxy.port();
        return """
                {
                    "flavourId": "simple",
                    "vimConnectionInfo": [{
                        "id": "3cc2c4ff-525c-48b4-94c9-29247223322f",
                        "vimId": "%1$s",
                        "vimType": "openstack"
                    }],
                    "additionalParams": {
                        "k8s_cluster_installation_param": {
                            "script_path": "Scripts/install_k8s_cluster.sh",
                            "vim_name": "kubernetes_vim",
                            "master_node": {
                                "aspect_id": "master_instance",
                                "ssh_cp_name": "masterNode_CP1",
                                "nic_cp_name": "masterNode_CP1",
                                "username": "ubuntu",
                                "password": "ubuntu",
                                "pod_cidr": "192.168.0.0/16",
                                "cluster_cidr": "10.199.187.0/24",
                                "cluster_cp_name": "vip_CP"
                            },
                            "worker_node": {
                                "aspect_id": "worker_instance",
                                "ssh_cp_name": "workerNode_CP2",
                                "nic_cp_name": "workerNode_CP2",
                                "username": "ubuntu",
                                "password": "ubuntu"
                            },
                            "proxy": {
                                "http_proxy": "http://user1:password1@%2$s",
                                "https_proxy": "http://user1:password1@%2$s",
                                "no_proxy": "192.168.246.0/24,10.0.0.1",
                                "k8s_node_cidr": "%3$s"
                            },
                            "private_registry_connection_info": [
                                {
                                    "connection_type": "0",
                                    "server": "%4$s"
                                }
                            ]
                        },
                        "lcm-operation-user-data": "./UserData/k8s_cluster_user_data.py",
                        "lcm-operation-user-data-class": "KubernetesClusterUserData"
                    },
                    "extVirtualLinks": [{
                        "id": "net0_master",
                        "resourceId": "%5$s",
                        "extCps": [{
                            "cpdId": "masterNode_CP1",
                            "cpConfig": [{
                                "cpProtocolData": [{
                                    "layerProtocol": "IP_OVER_ETHERNET"
                                }]
                            }]
                        }]
                    }, {
                        "id": "net0_worker",
                        "resourceId": "%5$s",
                        "extCps": [{
                            "cpdId": "workerNode_CP2",
                            "cpConfig": [{
                                "cpProtocolData": [{
                                    "layerProtocol": "IP_OVER_ETHERNET"
                                }]
                            }]
                        }]
                    }]
                }
                """.formatted(
                        vims("openstack").getFirst().get("ID").stringValue(),
                        proxyAt,
                        site.cidr("net0"),
                        registry.server(),
                        site.networkId("net0"));
    }

    private List<JsonNode> vims(String type) {
        return StreamSupport.stream(openstack.json("vim", "list").spliterator(), false)
                .filter(vim -> vim.get("Type").stringValue().equals(type))
                .toList();
    }

    @Test
    @Order(1)
    void instantiateMakesAClusterAndRegistersItAsVim() throws Exception {
        vnf = openstack.json("vnflcm", "create", VNFD_ID).get("ID").stringValue();
        cluster = ClusterVnf.of(site, vnf);
        Files.writeString(site.folder().resolve("private_registry_kubernetes_param_file.json"), parameters());
        assertThat(openstack
                        .run("vnflcm", "instantiate", vnf, "./private_registry_kubernetes_param_file.json")
                        .expectSuccess()
                        .text())
                .contains("Instantiate request for VNF Instance " + vnf + " has been accepted.");
        cluster.awaitLatest("INSTANTIATE");
        assertThat(vims("kubernetes"))
                .singleElement()
                .satisfies(vim -> assertThat(vim.get("Name").stringValue()).isEqualTo("kubernetes_vim"));
        try (var trial = cluster.trial()) {
            assertThat(trial.readyNodes()).hasSize(3).allMatch(name -> name.matches("(master|worker)\\d+"));
        }
    }

    @Test
    @Order(2)
    void everyNodeRunsAnImageThatOnlyTheRegistryHas() throws Exception {
        assertThat(cluster.runOnEveryNode(3, registry.image())).hasSize(3);
    }

    @Test
    @Order(3)
    void showHasNoPassword() {
        assertThat(openstack.run("vnflcm", "show", vnf).expectSuccess().text())
                .contains("INSTANTIATED", "k8s_cluster_installation_param")
                .doesNotContain("password1");
    }

    @Test
    @Order(4)
    void aWorkerThatIsAddedPullsFromTheRegistryToo() throws Exception {
        scale("SCALE_OUT");
        assertThat(cluster.vnfcs("workerNode")).hasSize(3);
        cluster.runOnEveryNode(4, registry.image());
    }

    private void scale(String type) {
        openstack
                .run("vnflcm", "scale", "--type", type, "--aspect-id", "worker_instance", "--number-of-steps", "1", vnf)
                .expectSuccess();
        cluster.awaitLatest("SCALE");
    }

    @Test
    @Order(5)
    void aHealedWorkerPullsFromTheRegistryToo() throws Exception {
        var worker = cluster.vnfcs("workerNode").getFirst();
        openstack
                .run("vnflcm", "heal", vnf, "--vnfc-instance", worker.get("id").stringValue())
                .expectSuccess();
        cluster.awaitLatest("HEAL");
        assertThat(cluster.vnfcs("workerNode"))
                .extracting(vnfc -> vnfc.at("/computeResource/resourceId"))
                .doesNotContain(worker.at("/computeResource/resourceId"));
        cluster.runOnEveryNode(4, registry.image());
    }

    @Test
    @Order(6)
    void aWorkerThatIsRemovedIsNoNodeAnyMore() throws Exception {
        scale("SCALE_IN");
        assertThat(cluster.vnfcs("workerNode")).hasSize(2);
        cluster.runOnEveryNode(3, registry.image());
    }

    @Test
    @Order(7)
    void terminateRemovesTheVim() {
        openstack.run("vnflcm", "terminate", vnf).expectSuccess();
        cluster.awaitLatest("TERMINATE");
        assertThat(vims("kubernetes")).isEmpty();
    }
}
