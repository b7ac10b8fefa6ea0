package dev.davit.cli.vnf;

import dev.davit.cli.CliException;
import dev.davit.cli.Names;
import dev.davit.cli.Session;
import dev.davit.cli.output.Json;
import dev.davit.cli.pack.Packages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server's VNF instances, and how people name them and their parts. */
public final class Instances {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";

    private final Session session;

    public Instances(Session session) {
        this.session = session;
    }

    static String path(String id) {
        return INSTANCES + "/" + id;
    }

    List<JsonNode> all() {
        return session.api().list(INSTANCES);
    }

    /** @return id of the instance that a name, an id or its beginning means */
    String id(String text) {
        return Names.isId(text)
                ? text
                : Json.text(
                        Names.find(all(), text, "VNF instance", "davit vnf list", List.of("vnfInstanceName")), "id");
    }

    public JsonNode get(String text) {
        return session.api().get(path(id(text)));
    }

    /** @param source a VNFD id, or a package by its product name or id */
    public JsonNode create(String source, Optional<String> name, Optional<String> description) {
        JsonNode info = new Packages(session).find(source);
        String vnfdId = Json.text(info, "vnfdId");
        if (vnfdId.isEmpty()) {
            throw CliException.usage("Package " + Json.text(info, "id") + " is not onboarded, it has no VNFD yet.");
        }
        ObjectNode body = Json.object().put("vnfdId", vnfdId);
        name.ifPresent(value -> body.put("vnfInstanceName", value));
        description.ifPresent(value -> body.put("vnfInstanceDescription", value));
        return session.api().post(INSTANCES, body);
    }

    /** @param operation last part of the path: instantiate, heal, ... @return id of the operation */
    public String start(String instanceId, String operation, JsonNode body) {
        return session.api().start(path(instanceId) + "/" + operation, body);
    }

    public void delete(String id) {
        session.api().delete(path(id));
    }

    /** Ids of the VNFCs that a text means: the id of one or of its vnfcInfo entry, the beginning of it, or a VDU's name. */
    static List<String> vnfcs(JsonNode instance, String text) {
        List<JsonNode> resources = Json.elements(instance, "instantiatedVnfInfo", "vnfcResourceInfo");
        List<String> ofVdu = resources.stream()
                .filter(vnfc -> Json.text(vnfc, "vduId").equals(text))
                .map(vnfc -> Json.text(vnfc, "id"))
                .toList();
        return ofVdu.isEmpty()
                ? List.of(Json.text(
                        Names.find(resources, text, "VNFC", "davit vnf show " + Json.text(instance, "id"), List.of()),
                        "id"))
                : ofVdu;
    }

    /** Addresses of a CP: those of a vnfcCpInfo or extCpInfo entry. */
    public static Stream<String> addresses(JsonNode cp) {
        return Json.elements(cp, "cpProtocolInfo").stream()
                .flatMap(protocol -> Json.elements(protocol, "ipOverEthernet", "ipAddresses").stream())
                .flatMap(entry -> Json.elements(entry, "addresses").stream())
                .map(JsonNode::asString);
    }
}
