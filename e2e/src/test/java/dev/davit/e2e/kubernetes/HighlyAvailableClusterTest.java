package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Three masters behind a virtual address, pulling from a registry with TLS and a password. Takes ten minutes and 6 GiB; started by
 * e2e/kubernetes/run.
 */
@LongClusterTest
class HighlyAvailableClusterTest {
    private static final int NODES = 5;

    @AutoClose
    private final ClusterStage stage = new ClusterStage();

    private RegistryVm registry;
    private ClusterVnf cluster;

    @BeforeAll
    void deployRegistry() throws Exception {
        stage.open();
        registry = stage.registry();
        Path certificate = Files.writeString(stage.site().folder().resolve("ca.crt"), stage.serveTls());
        stage.site().api().onboard(stage.sample(List.of(ClusterStage.CERTIFICATE + "=" + certificate)));
    }

    @Test
    @Order(1)
    void everyNodeOfALargeClusterPullsWithThePassword() throws Exception {
        cluster = ClusterVnf.instantiate(stage.site(), stage.tlsParameters("complex"));
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
