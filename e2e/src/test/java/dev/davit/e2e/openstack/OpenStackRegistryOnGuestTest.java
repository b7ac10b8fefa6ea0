package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.CloudContent;
import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Openrc;
import dev.davit.e2e.harness.RegistryClient;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The private-registry guide on a real OpenStack with real guests and the real management driver: each test is one step and builds on
 * those before. Runs when the openrc file of {@code DAVIT_TEST_OPENRC} says by {@code DAVIT_TEST_GUEST_IMAGE} which disk boots there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenStackRegistryOnGuestTest {
    /** Where the processor is emulated, all takes its time. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private static final int PORT = 5000;

    private CloudSite site;
    private StockVnf vnf;
    private CloudContent before;

    @BeforeAll
    void start() throws Exception {
        String openrc = System.getenv("DAVIT_TEST_OPENRC");
        assumeTrue(openrc != null, "no cloud (DAVIT_TEST_OPENRC is not set)");
        String disk = Openrc.read(openrc).value("DAVIT_TEST_GUEST_IMAGE", "");
        assumeTrue(!disk.isEmpty(), "no disk that boots on the cloud (DAVIT_TEST_GUEST_IMAGE is not set)");
        var missing = DockerRequired.missing();
        assumeTrue(missing.isEmpty(), missing::get);
        site = new CloudSite("openstack");
        site.limit(LIMIT);
        before = site.cloudApi().content();
        vnf = new StockVnf(site);
        vnf.registerVim();
        vnf.onboard(RegistryPackage.build(site.folder(), Path.of(disk)));
    }

    @AfterAll
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    @Order(1)
    void instantiateMakesARunningRegistryOfAGuest() throws Exception {
        String network = site.network("DAVIT_TEST_NETWORK", "net0");
        vnf.instantiate(RegistryPackage.VNFD_ID, new RegistryRequest(network).json());
        RegistryClient.pushAndPull(address(), PORT);
    }

    @Test
    @Order(2)
    void healOfAVnfcMakesARegistryOfAnotherGuestAtTheSameAddress() throws Exception {
        String server = server();
        String address = address();

        vnf.heal(vnf.info().at("/vnfcResourceInfo/0/id").stringValue());

        assertThat(server()).isNotEqualTo(server);
        assertThat(vnf.isInCloud("server", server)).isFalse();
        assertThat(address()).isEqualTo(address);
        RegistryClient.pushAndPull(address, PORT);
    }

    @Test
    @Order(3)
    void healOfTheEntireVnfMakesARegistryAgain() throws Exception {
        String stack = vnf.stacks().getFirst();
        vnf.healEntirely();
        assertThat(vnf.stacks()).singleElement().isNotEqualTo(stack);
        RegistryClient.pushAndPull(address(), PORT);
    }

    @Test
    @Order(4)
    void terminateAndDeleteLeaveNothingInTheCloud() {
        vnf.terminate();
        vnf.deleteAll();
        assertThat(site.cloudApi().content()).isEqualTo(before);
    }

    private String address() {
        return vnf.info()
                .at("/vnfcResourceInfo/0/vnfcCpInfo/0/cpProtocolInfo/0/ipOverEthernet/ipAddresses/0/addresses/0")
                .stringValue();
    }

    private String server() {
        return vnf.servers().getFirst().get("physical_resource_id").stringValue();
    }
}
