package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.demo.KubernetesBundle;
import dev.davit.cli.demo.KubernetesVnf;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The user's guide, chapter "Deploy Kubernetes Cluster with Docker Private Registry", with a real Kubernetes: a cluster of one
 * master and two workers that pulls from a registry VNF over HTTP. Each test is one step and builds on those before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesClusterTest {
    private ClusterSite site;
    private RegistryVm registry;
    private ClusterVnf cluster;

    @BeforeAll
    void deployRegistry() throws Exception {
        KubernetesBundle bundle = ClusterRequired.bundle();
        site = ClusterSite.start();
        registry = RegistryVm.deploy(site);
        site.api().onboard(ClusterVnf.build(site, bundle, List.of()));
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
    void instantiateMakesAClusterAndRegistersItAsVim() throws Exception {
        cluster = ClusterVnf.instantiate(site, "simple", KubernetesVnf.httpRegistry(registry.server()));
        assertThat(cluster.isRegisteredAsVim()).isTrue();
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
    void aWorkerThatIsAddedPullsFromTheRegistryToo() throws Exception {
        cluster.scale("SCALE_OUT");
        assertThat(cluster.vnfcs("workerNode")).hasSize(3);
        cluster.runOnEveryNode(4, registry.image());
    }

    @Test
    @Order(4)
    void aHealedWorkerPullsFromTheRegistryToo() throws Exception {
        var worker = cluster.vnfcs("workerNode").getFirst();
        cluster.heal(worker.get("id").stringValue());
        assertThat(cluster.vnfcs("workerNode"))
                .extracting(vnfc -> vnfc.at("/computeResource/resourceId"))
                .doesNotContain(worker.at("/computeResource/resourceId"));
        cluster.runOnEveryNode(4, registry.image());
    }

    @Test
    @Order(5)
    void aWorkerThatIsRemovedIsNoNodeAnyMore() throws Exception {
        cluster.scale("SCALE_IN");
        assertThat(cluster.vnfcs("workerNode")).hasSize(2);
        cluster.runOnEveryNode(3, registry.image());
    }

    @Test
    @Order(6)
    void terminateRemovesTheVim() {
        cluster.terminate();
        assertThat(cluster.isRegisteredAsVim()).isFalse();
    }
}
