package dev.davit.cli.demo;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import dev.davit.cli.vnf.Instances;
import java.net.InetSocketAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The private registry as the demo deploys it: the guide's parameters, with the image that rides in the package. */
final class RegistryVnf {
    static final String NAME = "registry";
    static final String IMAGE_IN_PACKAGE = "Files/images/registry.tar";
    static final String DISK_IN_PACKAGE = "Files/images/ubuntu-20.04-server-cloudimg-amd64.img";

    private static final String CP = "CP1";
    private static final int PORT = 5000;

    private RegistryVnf() {}

    /** The body of the instantiate request. */
    static ObjectNode parameters(String networkId) {
        ObjectNode request = Json.object().put("flavourId", "simple");
        ObjectNode link = request.putArray("extVirtualLinks")
                .addObject()
                .put("id", "net0")
                .put("resourceId", networkId);
        ObjectNode cp = link.putArray("extCps").addObject().put("cpdId", CP);
        cp.putArray("cpConfig")
                .addObject()
                .putArray("cpProtocolData")
                .addObject()
                .put("layerProtocol", "IP_OVER_ETHERNET");
        request.putObject("additionalParams")
                .putObject("private_registry_installation_param")
                .put("ssh_cp_name", CP)
                .put("ssh_username", "ubuntu")
                .put("ssh_password", "ubuntu")
                .put("image_path", IMAGE_IN_PACKAGE)
                .put("port_no", Integer.toString(PORT));
        return request;
    }

    /** Where the registry of an instance listens now. */
    static InetSocketAddress address(Session session, String instanceId) {
        JsonNode instance = new Instances(session).get(instanceId);
        return Json.elements(instance, "instantiatedVnfInfo", "vnfcResourceInfo").stream()
                .flatMap(vnfc -> Json.elements(vnfc, "vnfcCpInfo").stream())
                .filter(cp -> Json.text(cp, "cpdId").equals(CP))
                .flatMap(Instances::addresses)
                .findFirst()
                .map(address -> new InetSocketAddress(address, PORT))
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED, "VNF instance " + instanceId + " shows no address of " + CP + "."));
    }
}
