package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Checkout;
import java.nio.file.Files;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A package whose install script was written for another VNF manager: three masters behind its own HAProxy and keepalived. What such a
 * script cannot do when the masters change, the driver does. Takes eight minutes and 6 GiB; started by e2e/kubernetes/run.
 */
@LongClusterTest
class ForeignScriptClusterTest {
    private static final String SCRIPT = "Scripts/install_k8s_cluster.sh";
    private static final int NODES = 5;

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
        var source = stage.keep(AptRepository.of(parts, site.folder()));
        source.offer("images.tar", parts.images().getFirst());
        source.offer("network.yaml", parts.folder().resolve("network.yaml"));
        String script = Files.readString(
                        Checkout.root().resolve("e2e/src/test/resources/kubernetes/foreign/install_k8s_cluster.sh"))
                .replace("@SOURCE@", site.gateway("net0") + ":" + source.port())
                .replace("@VERSION@", parts.version());
        stage.onboard(stage.editedSample().with(SCRIPT, script));
    }

    @Test
    @Order(1)
    void aScriptOfTheDocumentedContractMakesACluster() throws Exception {
        cluster = ClusterVnf.instantiate(site, stage.httpParameters("complex"));
        assertThat(cluster.vnfcs("masterNode")).hasSize(3);
        cluster.runOnEveryNode(NODES, registry.image());
    }

    @Test
    @Order(2)
    void aHealedMasterIsBehindAllLoadBalancers() throws Exception {
        // As if the address of one had changed: the others' configuration names one where nobody listens.
        for (var master : cluster.guests("masterNode").subList(1, 3)) {
            master.run("sed -i '0,/^    server .*/s//    server master9 127.0.0.1:9 check inter 2s fall 2 rise 1/'"
                    + " /etc/haproxy/haproxy.cfg && systemctl reload haproxy");
        }
        cluster.heal(cluster.vnfcs("masterNode").getFirst().get("id").stringValue());
        cluster.runOnEveryNode(NODES, registry.image());
        assertThat(cluster.guests("masterNode")).allSatisfy(master -> {
            assertThat(master.run("grep -c ':6443 check' /etc/haproxy/haproxy.cfg"))
                    .isEqualTo("3");
            assertThat(master.run("grep -c 127.0.0.1:9 /etc/haproxy/haproxy.cfg || true"))
                    .isEqualTo("0");
            for (int i = 0; i < 6; i++) {
                assertThat(master.run("curl --silent --insecure --max-time 5 https://127.0.0.1:16443/readyz"))
                        .isEqualTo("ok");
            }
        });
    }

    @Test
    @Order(3)
    void theVirtualAddressMovesWhenItsMasterIsGone() throws Exception {
        var holder = cluster.guests("masterNode").stream()
                .filter(master -> !master.run("ip -o -4 address show | grep -F ' " + cluster.virtualIp() + "/' || true")
                        .isEmpty())
                .toList();
        assertThat(holder).hasSize(1);
        holder.getFirst().run("systemctl stop keepalived");
        cluster.runOnEveryNode(NODES, registry.image());
        holder.getFirst().run("systemctl start keepalived");
        cluster.terminate();
    }
}
