package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.demo.KubernetesBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Three masters behind a virtual address, pulling from a registry with TLS and a password. Takes ten minutes and 6 GiB; started by
 * e2e/kubernetes/run. Each test builds on those before.
 */
@EnabledIfSystemProperty(
        named = "davit.kubernetes.long",
        matches = "true",
        disabledReason = "e2e/kubernetes/run runs it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HighlyAvailableClusterTest {
    private static final String CERTIFICATE = "Files/registry-ca.crt";
    private static final int NODES = 5;

    private ClusterSite site;
    private RegistryVm registry;
    private ClusterVnf cluster;

    @BeforeAll
    void deployRegistry() throws Exception {
        KubernetesBundle bundle = ClusterRequired.bundle();
        site = ClusterSite.start();
        registry = RegistryVm.deploy(site);
        Path certificate = Files.writeString(site.folder().resolve("ca.crt"), registry.serveTls() + "\n");
        site.api().onboard(ClusterVnf.build(site, bundle, List.of(CERTIFICATE + "=" + certificate)));
    }

    @AfterAll
    void stop() throws IOException {
        if (registry != null) {
            registry.close();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void everyNodeOfALargeClusterPullsWithThePassword() throws Exception {
        cluster = ClusterVnf.instantiate(site, "complex", registry.tlsConnection(CERTIFICATE));
        assertThat(cluster.vnfcs("masterNode")).hasSize(3);
        cluster.runOnEveryNode(NODES, registry.tlsImage());
    }

    @Test
    @Order(2)
    void aHealedMasterIsAGoodOneAgain() throws Exception {
        var master = cluster.vnfcs("masterNode").getFirst();
        cluster.heal(master.get("id").stringValue());
        assertThat(cluster.vnfcs("masterNode"))
                .extracting(vnfc -> vnfc.at("/computeResource/resourceId"))
                .doesNotContain(master.at("/computeResource/resourceId"));
        cluster.runOnEveryNode(NODES, registry.tlsImage());
    }

    @Test
    @Order(3)
    void aClusterHealedEntirelyIsTheSameVim() throws Exception {
        cluster.healEntirely();
        cluster.runOnEveryNode(NODES, registry.tlsImage());
    }

    @Test
    @Order(4)
    void terminateRemovesTheVim() {
        cluster.terminate();
        assertThat(cluster.isRegisteredAsVim()).isFalse();
    }
}
