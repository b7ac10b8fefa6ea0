package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.ExtCpInfo;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfLinkPort;
import dev.davit.lifecycle.instance.VnfcInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InstanceViewTest {
    private static final UUID ID = UUID.fromString("f93ed99c-e2f2-4f18-8377-37a171ea344f");
    private static final UUID EXT_CP = UUID.fromString("187cc96a-7577-4156-8b0a-efcda82d56fc");
    private static final UUID VNFC = UUID.fromString("52431660-dde4-49de-99a4-9d593b17b9c4");
    private static final UUID CP = UUID.fromString("8355de52-61ec-495e-ac81-537d0c676915");
    private static final UUID PORT = UUID.fromString("2b7fa3dc-35a8-4d46-93ba-0c11f39ccced");
    private static final UUID LINK = UUID.fromString("245b35c0-7cf1-4470-87c7-5927eb0ad2ee");
    private static final UUID VNFC_INFO = UUID.fromString("49330b17-bb00-44df-a1e1-34ea0cd09307");
    private static final UUID PACKAGE = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final String VIM = "c3369b54-e376-4423-bb61-afd255900fea";
    private static final String NETWORK = "1642ac54-642c-407c-9c7d-e94c55ba5d33";
    private static final CpProtocolInfo NO_ADDRESS = new CpProtocolInfo(Optional.empty(), List.of());

    private final InstanceView view = new InstanceView(new Links(() -> "http://127.0.0.1:9890"));

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private static ResourceHandle handle(String id, String type) {
        return new ResourceHandle(Optional.of(VIM), id, Optional.of(type));
    }

    private static InstantiatedVnfInfo info(CpProtocolInfo protocol) {
        var params = object("""
                {"private_registry_installation_param": {
                  "proxy": {"http_proxy": "http://user1:password1@host1:3128", "no_proxy": "10.0.0.1"},
                  "ssh_cp_name": "CP1", "ssh_username": "ubuntu", "ssh_password": "ubuntu"}}
                """);
        return new InstantiatedVnfInfo(
                "simple",
                "default",
                "STARTED",
                List.of(),
                List.of(new ExtCpInfo(EXT_CP, "CP1", protocol, Optional.empty(), Optional.of(VNFC))),
                List.of(new ExtVirtualLink("net0", Optional.empty(), NETWORK, List.of(), List.of())),
                List.of(),
                List.of(new VnfcResourceInfo(
                        VNFC,
                        "PrivateRegistryVDU",
                        handle("f93edf04-07ac-410e-96aa-7fd64774f951", "OS::Nova::Server"),
                        List.of(),
                        List.of(new VnfcResourceInfo.VnfcCpInfo(
                                CP, "CP1", Optional.empty(), Optional.of(PORT), protocol, Optional.empty())),
                        Map.of("stack", "internal"))),
                List.of(new VirtualLinkResourceInfo(
                        LINK,
                        "net0",
                        new ResourceHandle(Optional.empty(), NETWORK, Optional.of("OS::Neutron::Net")),
                        List.of(new VnfLinkPort(
                                PORT,
                                handle("2eb5d67b-fe24-40ca-b25a-8c4e47520aee", "OS::Neutron::Port"),
                                Optional.of(CP))))),
                List.of(),
                List.of(new VnfcInfo(VNFC_INFO, "PrivateRegistryVDU", "STARTED", VNFC)),
                params,
                Map.of("stack_id", "internal"));
    }

    private static VnfInstance instance(InstantiationState state, Optional<InstantiatedVnfInfo> info) {
        return new VnfInstance(
                ID,
                "project",
                "vnf-" + ID,
                Optional.empty(),
                "c1bb0ce7-ebca-4fa7-95ed-4840d70a118f",
                "Company",
                "Sample Private registry VNF",
                "1.0",
                "1.0",
                PACKAGE,
                Map.of(),
                List.of(new VimConnectionInfo(
                        "8a3adb69-0884-43c7-833e-aab0b6ab4470",
                        Optional.of(VIM),
                        "openstack",
                        object("{}"),
                        object("{}"),
                        object("{}"))),
                state,
                info,
                Instant.EPOCH);
    }

    private JsonNode instantiated(CpProtocolInfo protocol) {
        return view.json(instance(InstantiationState.INSTANTIATED, Optional.of(info(protocol))));
    }

    @Test
    void anInstantiatedVnfShowsWhatTheGuideShows() {
        // Copied from the guide's table of `openstack vnflcm show`; the guide's secrets are masked here.
        assertThat(instantiated(NO_ADDRESS).get("instantiatedVnfInfo"))
                .isEqualTo(JsonMapper.shared().readTree("""
                                {"flavourId": "simple", "vnfState": "STARTED",
                                 "extCpInfo": [{"id": "187cc96a-7577-4156-8b0a-efcda82d56fc", "cpdId": "CP1",
                                   "extLinkPortId": null, "associatedVnfcCpId": "52431660-dde4-49de-99a4-9d593b17b9c4",
                                   "cpProtocolInfo": [{"layerProtocol": "IP_OVER_ETHERNET"}]}],
                                 "extVirtualLinkInfo": [{"id": "net0", "resourceHandle": {"vimConnectionId": null,
                                   "resourceId": "1642ac54-642c-407c-9c7d-e94c55ba5d33", "vimLevelResourceType": null}}],
                                 "vnfcResourceInfo": [{"id": "52431660-dde4-49de-99a4-9d593b17b9c4",
                                   "vduId": "PrivateRegistryVDU",
                                   "computeResource": {"vimConnectionId": "c3369b54-e376-4423-bb61-afd255900fea",
                                     "resourceId": "f93edf04-07ac-410e-96aa-7fd64774f951",
                                     "vimLevelResourceType": "OS::Nova::Server"},
                                   "storageResourceIds": [],
                                   "vnfcCpInfo": [{"id": "8355de52-61ec-495e-ac81-537d0c676915", "cpdId": "CP1",
                                     "vnfExtCpId": null, "vnfLinkPortId": "2b7fa3dc-35a8-4d46-93ba-0c11f39ccced",
                                     "cpProtocolInfo": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}],
                                 "vnfVirtualLinkResourceInfo": [{"id": "245b35c0-7cf1-4470-87c7-5927eb0ad2ee",
                                   "vnfVirtualLinkDescId": "net0",
                                   "networkResource": {"vimConnectionId": null,
                                     "resourceId": "1642ac54-642c-407c-9c7d-e94c55ba5d33",
                                     "vimLevelResourceType": "OS::Neutron::Net"},
                                   "vnfLinkPorts": [{"id": "2b7fa3dc-35a8-4d46-93ba-0c11f39ccced",
                                     "resourceHandle": {"vimConnectionId": "c3369b54-e376-4423-bb61-afd255900fea",
                                       "resourceId": "2eb5d67b-fe24-40ca-b25a-8c4e47520aee",
                                       "vimLevelResourceType": "OS::Neutron::Port"},
                                     "cpInstanceId": "8355de52-61ec-495e-ac81-537d0c676915"}]}],
                                 "vnfcInfo": [{"id": "49330b17-bb00-44df-a1e1-34ea0cd09307",
                                   "vduId": "PrivateRegistryVDU", "vnfcState": "STARTED"}],
                                 "additionalParams": {"private_registry_installation_param": {
                                   "proxy": {"http_proxy": "http://user1:***@host1:3128", "no_proxy": "10.0.0.1"},
                                   "ssh_cp_name": "CP1", "ssh_username": "ubuntu", "ssh_password": "***"}}}
                                """));
    }

    @Test
    void theVimConnectionIsShownAsInTheGuide() {
        assertThat(instantiated(NO_ADDRESS).get("vimConnectionInfo"))
                .hasToString("[{\"id\":\"8a3adb69-0884-43c7-833e-aab0b6ab4470\","
                        + "\"vimId\":\"c3369b54-e376-4423-bb61-afd255900fea\",\"vimType\":\"openstack\","
                        + "\"interfaceInfo\":{},\"accessInfo\":{}}]");
    }

    @Test
    void anInstantiatedVnfLinksToItsOperations() {
        assertThat(instantiated(NO_ADDRESS).get("_links").propertyNames())
                .containsExactlyInAnyOrder("self", "terminate", "scale", "heal", "changeExtConn");
    }

    @Test
    void aNewVnfHidesWhatItHasNotYetButItsDescription() {
        JsonNode json = view.json(instance(InstantiationState.NOT_INSTANTIATED, Optional.empty()));
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "vnfInstanceName",
                        "vnfInstanceDescription",
                        "vnfdId",
                        "vnfProvider",
                        "vnfProductName",
                        "vnfSoftwareVersion",
                        "vnfdVersion",
                        "vnfPkgId",
                        "instantiationState",
                        "_links");
        assertThat(json.at("/_links/instantiate/href").stringValue())
                .isEqualTo("http://127.0.0.1:9890/vnflcm/v1/vnf_instances/" + ID + "/instantiate");
    }

    @Test
    void addressesOfOneSubnetStandTogether() {
        var protocol = new CpProtocolInfo(
                Optional.of("fa:16:3e:00:00:01"),
                List.of(
                        new CpProtocolInfo.Address("IPV4", "10.0.0.5", Optional.of("s"), true),
                        new CpProtocolInfo.Address("IPV4", "10.0.0.6", Optional.of("s"), true)));
        assertThat(instantiated(protocol).at("/instantiatedVnfInfo/extCpInfo/0/cpProtocolInfo/0/ipOverEthernet"))
                .hasToString(
                        "{\"macAddress\":\"fa:16:3e:00:00:01\",\"ipAddresses\":[{\"type\":\"IPV4\",\"subnetId\":\"s\","
                                + "\"isDynamic\":true,\"addresses\":[\"10.0.0.5\",\"10.0.0.6\"]}]}");
    }
}
