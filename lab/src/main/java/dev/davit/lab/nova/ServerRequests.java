package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of POST /servers. */
final class ServerRequests {
    private ServerRequests() {}

    static ServerWish read(ObjectNode body, ObjectNode server, String project, Neutron neutron) {
        Map<String, String> metadata = new LinkedHashMap<>();
        server.path("metadata")
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asString()));
        List<String> groups = new ArrayList<>();
        server.path("security_groups").forEach(g -> groups.add(Json.text(g, "name", "")));
        JsonNode hints = body.has("os:scheduler_hints")
                ? body.get("os:scheduler_hints")
                : body.path("OS-SCH-HNT:scheduler_hints");
        return new ServerWish(
                Json.text(server, "name")
                        .orElseThrow(() -> ApiException.badRequest(
                                "Invalid input for field/attribute server. 'name' is a required property")),
                Json.text(server, "imageRef").filter(i -> !i.isEmpty()),
                Json.text(server, "flavorRef")
                        .orElseThrow(() -> ApiException.badRequest(
                                "Invalid input for field/attribute server. 'flavorRef' is a required property")),
                nics(server.path("networks"), project, neutron),
                disks(server.path("block_device_mapping_v2")),
                groups,
                Json.text(server, "key_name"),
                Json.text(server, "user_data").map(ServerRequests::decode),
                Json.text(server, "availability_zone"),
                Json.text(hints, "group"),
                Json.flag(server, "config_drive", false),
                metadata);
    }

    private static List<ServerWish.Nic> nics(JsonNode networks, String project, Neutron neutron) {
        if (networks.isString() && networks.asString().equals("none")) {
            return List.of();
        }
        if (!networks.isArray()) {
            List<ObjectNode> own = neutron.networks().all().stream()
                    .filter(n -> n.get("project_id").asString().equals(project))
                    .toList();
            if (own.size() > 1) {
                throw ApiException.conflict("Multiple possible networks found, use a Network ID to be more specific.");
            }
            return own.stream()
                    .map(n -> new ServerWish.Nic(
                            Optional.empty(), Optional.of(n.get("id").asString()), Optional.empty()))
                    .toList();
        }
        return networks.valueStream()
                .map(n -> new ServerWish.Nic(Json.text(n, "port"), Json.text(n, "uuid"), Json.text(n, "fixed_ip")))
                .toList();
    }

    private static List<ServerWish.Disk> disks(JsonNode mappings) {
        List<ServerWish.Disk> disks = new ArrayList<>();
        for (JsonNode mapping : mappings) {
            String source = Json.text(mapping, "source_type", "");
            String target = Json.text(mapping, "destination_type", source.equals("volume") ? "volume" : "local");
            if (target.equals("volume")) {
                Optional<String> uuid = Json.text(mapping, "uuid");
                disks.add(new ServerWish.Disk(
                        uuid.filter(u -> source.equals("volume")),
                        uuid.filter(u -> source.equals("image")),
                        mapping.path("volume_size").asInt(0),
                        Json.text(mapping, "device_name", ""),
                        Json.text(mapping, "boot_index", "").equals("0"),
                        Json.flag(mapping, "delete_on_termination", false)));
            }
        }
        return disks;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw (ApiException) ApiException.badRequest("Userdata is not valid base64: " + e.getMessage())
                    .initCause(e);
        }
    }
}
