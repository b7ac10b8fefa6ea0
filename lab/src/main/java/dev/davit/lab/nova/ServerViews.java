package dev.davit.lab.nova;

import dev.davit.lab.http.Request;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers as Nova shows them, by microversion. */
public final class ServerViews {
    static final String HOST = "lab";
    private static final Map<String, Integer> POWER = Map.of("ACTIVE", 1, "SHUTOFF", 4);
    private static final Map<String, String> VM_STATES =
            Map.of("ACTIVE", "active", "SHUTOFF", "stopped", "BUILD", "building", "ERROR", "error");
    private final Neutron neutron;

    public ServerViews(Neutron neutron) {
        this.neutron = neutron;
    }

    static ObjectNode brief(ObjectNode server, Request request) {
        return Json.object()
                .put("id", server.get("id").asString())
                .put("name", server.get("name").asString())
                .set("links", links(request, "servers", server.get("id").asString()));
    }

    ObjectNode full(ObjectNode server, Request request, Microversion version) {
        ObjectNode shown = attributes(server);
        String id = server.get("id").asString();
        ObjectNode flavor = (ObjectNode) server.get("flavor");
        if (version.minor() >= 47) {
            ObjectNode embedded = Json.object()
                    .put("vcpus", flavor.get("vcpus").asInt())
                    .put("ram", flavor.get("ram").asInt())
                    .put("disk", flavor.get("disk").asInt())
                    .put("ephemeral", 0)
                    .put("swap", 0)
                    .put("original_name", flavor.get("name").asString());
            embedded.set("extra_specs", flavor.get("extra_specs"));
            shown.set("flavor", embedded);
        } else {
            String flavorId = flavor.get("id").asString();
            shown.set("flavor", Json.object().put("id", flavorId).set("links", links(request, "flavors", flavorId)));
        }
        if (shown.get("image") instanceof ObjectNode image) {
            image.set("links", links(request, "images", image.get("id").asString()));
        }
        shown.set("links", links(request, "servers", id));
        if (version.minor() >= 19) {
            shown.put("description", server.get("name").asString());
        }
        if (version.minor() >= 9) {
            shown.put("locked", false);
        }
        if (version.minor() >= 26) {
            shown.putArray("tags");
        }
        if (version.minor() >= 71) {
            ArrayNode groups = shown.putArray("server_groups");
            Json.text(server, "group").filter(g -> !g.isEmpty()).ifPresent(groups::add);
        }
        return shown;
    }

    /** What does not depend on the request: also what Heat's attributes are read from. */
    public ObjectNode attributes(ObjectNode server) {
        String status = server.get("status").asString();
        String id = server.get("id").asString();
        ObjectNode shown = Json.object()
                .put("id", id)
                .put("name", server.get("name").asString())
                .put("status", status)
                .put("tenant_id", server.get("project_id").asString())
                .put("user_id", server.get("user_id").asString())
                .put("created", server.get("created").asString())
                .put("updated", server.get("updated").asString())
                .put("hostId", status.equals("BUILD") ? "" : Ids.fixed(host(server)))
                .put("accessIPv4", "")
                .put("accessIPv6", "")
                .put("progress", 0)
                .put("key_name", Json.text(server, "key_name").orElse(null))
                .put("config_drive", server.get("config_drive").asString())
                .put("OS-DCF:diskConfig", "MANUAL")
                .put(
                        "OS-EXT-AZ:availability_zone",
                        server.get("availability_zone").asString())
                .put("OS-EXT-SRV-ATTR:host", host(server))
                .put("OS-EXT-SRV-ATTR:hypervisor_hostname", host(server))
                .put("OS-EXT-SRV-ATTR:instance_name", "instance-" + id.substring(0, 8))
                .put("OS-EXT-STS:power_state", POWER.getOrDefault(status, 0))
                .put("OS-EXT-STS:task_state", Json.text(server, "task_state").orElse(null))
                .put("OS-EXT-STS:vm_state", VM_STATES.getOrDefault(status, "active"))
                .put(
                        "OS-SRV-USG:launched_at",
                        Json.text(server, "launched")
                                .filter(l -> !l.isEmpty())
                                .map(l -> l.replace("Z", ".000000"))
                                .orElse(null))
                .putNull("OS-SRV-USG:terminated_at");
        String image = server.get("image_id").asString();
        shown.set("image", image.isEmpty() ? Json.toNode("") : Json.object().put("id", image));
        shown.set("metadata", server.get("metadata"));
        shown.set("security_groups", server.get("security_groups"));
        shown.set("addresses", addresses(id));
        ArrayNode volumes = shown.putArray("os-extended-volumes:volumes_attached");
        server.get("volumes")
                .forEach(v -> volumes.addObject()
                        .put("id", v.get("id").asString())
                        .put(
                                "delete_on_termination",
                                v.get("delete_on_termination").asBoolean()));
        if (server.has("fault")) {
            shown.set("fault", server.get("fault"));
        }
        return shown;
    }

    /** {network name: [{addr, version, OS-EXT-IPS:type, OS-EXT-IPS-MAC:mac_addr}]} */
    public ObjectNode addresses(String server) {
        ObjectNode addresses = Json.object();
        for (ObjectNode port : neutron.ports().of(server)) {
            String mac = port.get("mac_address").asString();
            ArrayNode of = addresses.withArray(tools.jackson.core.JsonPointer.empty()
                    .appendProperty(neutron.networks()
                            .get(port.get("network_id").asString())
                            .get("name")
                            .asString()));
            for (JsonNode ip : port.get("fixed_ips")) {
                of.add(address(ip.get("ip_address").asString(), mac, "fixed"));
            }
            neutron.floatingIps().all().stream()
                    .filter(f ->
                            Json.text(f, "port_id", "").equals(port.get("id").asString()))
                    .forEach(f -> of.add(address(f.get("floating_ip_address").asString(), mac, "floating")));
        }
        return addresses;
    }

    private static ObjectNode address(String address, String mac, String type) {
        return Json.object()
                .put("version", 4)
                .put("addr", address)
                .put("OS-EXT-IPS:type", type)
                .put("OS-EXT-IPS-MAC:mac_addr", mac);
    }

    static ObjectNode attachment(String server, JsonNode disk) {
        String volume = disk.get("id").asString();
        return Json.object()
                .put("id", volume)
                .put("volumeId", volume)
                .put("serverId", server)
                .put("device", disk.get("device").asString())
                .putNull("tag")
                .put("delete_on_termination", disk.get("delete_on_termination").asBoolean())
                .put("attachment_id", volume)
                .put("bdm_uuid", volume);
    }

    static ArrayNode links(Request request, String kind, String id) {
        ArrayNode links = Json.array();
        links.addObject().put("rel", "self").put("href", request.root() + "/compute/v2.1/" + kind + "/" + id);
        links.addObject().put("rel", "bookmark").put("href", request.root() + "/compute/" + kind + "/" + id);
        return links;
    }

    /** The compute host that a server is said to run on. */
    static String host(ObjectNode server) {
        return Json.text(server, "host", HOST);
    }
}
