package dev.davit.e2e.openstack;

import static dev.davit.e2e.openstack.ClusterPackage.MASTER;
import static dev.davit.e2e.openstack.ClusterPackage.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The Kubernetes package's flavour podaffinity: several masters with an address of the cluster, workers on hosts of their own. */
class OpenStackPodAffinityTest extends GuideOnClouds {
    private List<String> masters = List.of();

    @Test
    @Order(1)
    void thePackageIsOnboarded() throws Exception {
        vnf.registerVim();
        vnf.onboard(ClusterPackage.build(site.folder()));
    }

    @Test
    @Order(2)
    void theWorkersComeUpOnHostsOfTheirOwn() throws Exception {
        // Only the owner of a network may let ports use the cluster's address besides their own.
        vnf.instantiate(
                ClusterPackage.VNFD_ID, ClusterPackage.instantiation("podaffinity", site.ownNetwork("192.0.2.0/24")));

        masters = servers(MASTER);
        assertThat(masters).hasSize(3);
        assertThat(servers(WORKER)).hasSize(2);
        assertThat(site.cloudApi().serverGroup("ServerGroup", servers(WORKER).getFirst()))
                .containsExactlyInAnyOrderElementsOf(servers(WORKER));
    }

    @Test
    @Order(3)
    void aScaleOutAddsAMaster() {
        vnf.scale("SCALE_OUT", "master_instance");
        assertThat(servers(MASTER)).hasSize(4).containsAll(masters);
        assertThat(servers(WORKER)).hasSize(2);
    }

    @Test
    @Order(4)
    void terminateAndDeleteLeaveNothing() {
        vnf.terminate();
        vnf.deleteAll();
    }

    private List<String> servers(String vdu) {
        return vnf.vnfcs(vdu).stream().map(ClusterPackage::server).toList();
    }
}
