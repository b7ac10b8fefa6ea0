package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong on the way: Davit's server is killed, a group cannot grow. One VNF with two VDUs, made by TOSCA alone; each test is one
 * operation on it.
 */
class OpenStackTroubleTest extends StepsOnClouds {
    private CloudVnf vnf;

    @BeforeParameterizedClassInvocation
    void onboard() throws Exception {
        site.registerVim();
        vnf = CloudVnf.of(site, SamplePackage.twoVdus(site.folder()));
    }

    @Test
    @Order(1)
    void anInstantiationGoesOnAfterTheServerWasKilled() {
        String operation = vnf.start("instantiate", """
                {"flavourId": "diskless", "extVirtualLinks": [%s]}""".formatted(
                        CloudSite.link("net0", site.network("DAVIT_TEST_NETWORK", "net0"), "front_external")));
        vnf.awaitStep(operation, "stack create");
        site.killAndRestartServer();
        vnf.complete(operation);

        assertThat(vnf.stacks()).hasSize(1);
        assertThat(vnf.vdus()).containsExactly("front", "worker");
        assertThat(vnf.servers()).containsExactlyInAnyOrderElementsOf(knownServers());
    }

    @Test
    @Order(2)
    void aScaleOutGoesOnAfterTheServerWasKilledAndScalesOnce() {
        String operation = vnf.start("scale", CloudVnf.scaling("SCALE_OUT", "workers", 1));
        vnf.awaitStep(operation, "scale out");
        site.killAndRestartServer();
        vnf.complete(operation);

        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker");
        assertThat(vnf.servers()).containsExactlyInAnyOrderElementsOf(knownServers());
    }

    @Test
    @Order(3)
    void aGroupThatCannotGrowIsToldAndRetriedOnceItCan() {
        var before = knownServers();
        String subnet = site.cloudApi().subnetId(internalNetwork());
        String taken = address(vnf.vnfcs().getLast());
        limit(subnet, taken, taken);

        String operation = vnf.start("scale", CloudVnf.scaling("SCALE_OUT", "workers", 1));
        JsonNode failed = vnf.failed(operation);
        assertThat(failed.at("/error/detail").stringValue()).contains("No more IP addresses available on network");
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker");

        limit(subnet, "192.168.42.2", "192.168.42.254");
        vnf.retry(operation);

        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker", "worker");
        assertThat(knownServers()).containsAll(before);
        assertThat(vnf.servers()).containsExactlyInAnyOrderElementsOf(knownServers());
    }

    @Test
    @Order(4)
    void nothingIsLeft() {
        vnf.terminateAndDelete();
    }

    /** Those that Davit knows of. */
    private List<String> knownServers() {
        return vnf.vnfcs().stream()
                .map(v -> v.at("/computeResource/resourceId").stringValue())
                .toList();
    }

    private static String address(JsonNode vnfc) {
        return vnfc.at("/vnfcCpInfo/0/cpProtocolInfo/0/ipOverEthernet/ipAddresses/0/addresses/0")
                .stringValue();
    }

    private String internalNetwork() {
        for (JsonNode link : vnf.info().get("vnfVirtualLinkResourceInfo")) {
            if (link.get("vnfVirtualLinkDescId").stringValue().equals("internal")) {
                return link.at("/networkResource/resourceId").stringValue();
            }
        }
        throw new AssertionError("no internal network: " + vnf.info());
    }

    /** Says which addresses ports of the internal network may get from now on. */
    private void limit(String subnet, String first, String last) {
        Api.expect(site.cloudApi().neutron().put("/v2.0/subnets/" + subnet, """
                        {"subnet": {"allocation_pools": [{"start": "%s", "end": "%s"}]}}""".formatted(first, last)), 200);
    }
}
