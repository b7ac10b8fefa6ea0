package dev.davit.e2e.openstack;

import static dev.davit.e2e.openstack.ClusterPackage.MASTER;
import static dev.davit.e2e.openstack.ClusterPackage.WORKER;
import static dev.davit.e2e.openstack.ClusterPackage.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The Kubernetes package: flavour simple by the guide's commands, then flavour complex. */
class OpenStackKubernetesTest extends GuideOnClouds {

    @Test
    @Order(1)
    void thePackageIsOnboarded() throws Exception {
        vnf.registerVim();
        vnf.onboard(ClusterPackage.build(site.folder()));
    }

    @Test
    @Order(2)
    void oneMasterAndTwoWorkersComeUp() throws Exception {
        vnf.instantiate(
                ClusterPackage.VNFD_ID,
                ClusterPackage.instantiation("simple", site.network("DAVIT_TEST_NETWORK", "net0")));

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
        var cluster = CloudVnf.create(site, ClusterPackage.VNFD_ID);
        cluster.operate("instantiate", ClusterPackage.instantiation("complex", site.ownNetwork("192.0.2.0/24")));
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

    private List<String> servers(String vdu) {
        return vnf.vnfcs(vdu).stream().map(ClusterPackage::server).toList();
    }
}
