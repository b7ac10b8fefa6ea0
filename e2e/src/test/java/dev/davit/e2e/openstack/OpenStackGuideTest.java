package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The private-registry guide. */
class OpenStackGuideTest extends GuideOnClouds {
    private static final String IMAGE_NAME = "ubuntu-20.04-server-cloudimg-amd64";
    private static final String VNFD_ID = "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f";

    private String imageId = "";

    @Test
    @Order(1)
    void theCloudIsRegistered() throws Exception {
        vnf.registerVim();
    }

    @Test
    @Order(2)
    void thePackageIsOnboarded() throws Exception {
        vnf.onboard(SamplePackage.buildWithoutHooks(
                "private-registry", site.folder(), "--placeholder-image", "Files/images/" + IMAGE_NAME + ".img"));
    }

    @Test
    @Order(3)
    void aVnfIsCreatedAndInstantiated() throws Exception {
        vnf.instantiate(
                VNFD_ID, """
                {"flavourId": "simple", "extVirtualLinks": [%s]}""".formatted(CloudSite.link("net0", site.network("DAVIT_TEST_NETWORK", "net0"), "CP1")));

        assertThat(vnf.servers()).singleElement().satisfies(s -> {
            assertThat(s.get("resource_name").stringValue()).isEqualTo("PrivateRegistryVDU");
            assertThat(s.get("resource_status").stringValue()).isEqualTo("CREATE_COMPLETE");
        });
        JsonNode server = vnf.server(serverId());
        assertThat(server.get("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(server.get("addresses").toString()).contains(address());
        // Other packages may have images of the same name.
        imageId = site.cloudApi()
                .nova()
                .json("/servers/" + serverId())
                .at("/server/image/id")
                .stringValue();
        site.afterwards(() -> site.cloud().run("image", "delete", imageId));
    }

    @Test
    @Order(4)
    void theVnfIsShown() {
        assertThat(vnf.shown()).contains("INSTANTIATED").contains(serverId());
        JsonNode info = vnf.info();
        assertThat(info.at("/vnfcResourceInfo/0/computeResource/resourceId").stringValue())
                .isEqualTo(serverId());
        assertThat(info.at("/extCpInfo/0/cpdId").stringValue()).isEqualTo("CP1");
    }

    @Test
    @Order(5)
    void healOfAVnfcReplacesItsServerAndKeepsItsAddress() {
        String server = serverId();
        String address = address();

        vnf.heal(vnf.info().at("/vnfcResourceInfo/0/id").stringValue());

        assertThat(serverId()).isNotEqualTo(server);
        assertThat(address()).isEqualTo(address);
        assertThat(vnf.server(serverId()).get("addresses").toString()).contains(address);
        assertThat(vnf.isInCloud("server", server)).isFalse();
    }

    @Test
    @Order(6)
    void healOfTheEntireVnfMakesANewStack() {
        String stack = vnf.stacks().getFirst();
        vnf.healEntirely();
        assertThat(vnf.stacks()).singleElement().isNotEqualTo(stack);
    }

    @Test
    @Order(7)
    void terminateAndDeleteLeaveNothing() {
        vnf.terminate();
        vnf.deleteAll();
        assertThat(vnf.isInCloud("image", imageId)).isFalse();
    }

    private String address() {
        return vnf.info()
                .at("/vnfcResourceInfo/0/vnfcCpInfo/0/cpProtocolInfo/0/ipOverEthernet/ipAddresses/0/addresses/0")
                .stringValue();
    }

    private String serverId() {
        return vnf.servers().getFirst().get("physical_resource_id").stringValue();
    }
}
