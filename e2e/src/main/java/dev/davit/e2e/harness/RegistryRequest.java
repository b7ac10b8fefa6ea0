package dev.davit.e2e.harness;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The guide's request to instantiate the registry VNF, with changes. */
public final class RegistryRequest {
    private final ObjectNode body;

    /** @param network id of the network for CP1 */
    public RegistryRequest(String network) {
        body = (ObjectNode) JsonMapper.shared().readTree("""
                {"flavourId": "simple",
                 "extVirtualLinks": [{"id": "net0", "resourceId": "%s", "extCps": [{"cpdId": "CP1",
                  "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}],
                 "additionalParams": {"private_registry_installation_param": {"ssh_cp_name": "CP1",
                  "ssh_username": "ubuntu", "ssh_password": "ubuntu", "image_path": "%s"}}}
                """.formatted(network, RegistryPackage.IMAGE_PATH));
    }

    public String json() {
        return body.toString();
    }

    public RegistryRequest with(String member, String value) {
        body.put(member, value);
        return this;
    }

    /** A member of private_registry_installation_param. */
    public RegistryRequest driver(String member, String value) {
        driver().put(member, value);
        return this;
    }

    /** A member of its proxy. */
    public RegistryRequest proxy(String member, String value) {
        driver().withObjectProperty("proxy").put(member, value);
        return this;
    }

    public RegistryRequest vim(String id) {
        body.putArray("vimConnectionInfo")
                .addObject()
                .put("id", "vim1")
                .put("vimId", id)
                .put("vimType", "openstack");
        return this;
    }

    /** Any text member, by JSON pointer. */
    public RegistryRequest at(String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
        return this;
    }

    /** The request to create an instance with this name and description. */
    public static String create(String vnfdId, String name) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("vnfdId", vnfdId)
                .put("vnfInstanceName", name)
                .put("vnfInstanceDescription", name)
                .toString();
    }

    private ObjectNode driver() {
        return (ObjectNode) body.at("/additionalParams/private_registry_installation_param");
    }
}
