package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.net.Cidr;
import dev.davit.lab.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ports: an address on a network, bound to a server, a router or nothing. */
public final class Ports extends Kind {
    private final Networks networks;
    private final Subnets subnets;
    private final SecurityGroups groups;
    private final Addresses addresses = new Addresses();

    Ports(Store store, Networks networks, Subnets subnets, SecurityGroups groups) {
        super("Port", "port", "ports", store.kind("ports"));
        this.networks = networks;
        this.subnets = subnets;
        this.groups = groups;
        addresses.restore(documents.all());
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        String network = Json.text(wish, "network_id")
                .orElseThrow(() -> new ApiException(
                        400,
                        "HTTPBadRequest",
                        "Failed to parse request. Required attribute 'network_id' not specified"));
        networks.get(network);
        ObjectNode port = document(project, wish);
        String device = Json.text(wish, "device_id", "");
        port.put("network_id", network)
                .put("mac_address", Json.text(wish, "mac_address").orElseGet(Ports::mac))
                .put("admin_state_up", Json.flag(wish, "admin_state_up", true))
                .put("status", device.isEmpty() ? "DOWN" : "ACTIVE")
                .put("device_id", device)
                .put("device_owner", Json.text(wish, "device_owner", ""))
                .put("port_security_enabled", Json.flag(wish, "port_security_enabled", true))
                .put("binding:vnic_type", Json.text(wish, "binding:vnic_type", "normal"))
                .put("binding:host_id", device.isEmpty() ? "" : "lab")
                .put("binding:vif_type", device.isEmpty() ? "unbound" : "ovs")
                .putNull("qos_policy_id")
                .put("propagate_uplink_status", false)
                .set("binding:profile", Json.object());
        port.set("binding:vif_details", Json.object());
        port.putArray("allowed_address_pairs");
        port.putArray("extra_dhcp_opts");
        port.putArray("dns_assignment");
        port.put("dns_name", Json.text(wish, "dns_name", ""));
        copy(wish, port, "allowed_address_pairs", "tags");
        port.set("security_groups", groups(project, wish, port));
        port.set("fixed_ips", addresses(network, wish.path("fixed_ips")));
        return documents.put(port);
    }

    private JsonNode groups(String project, ObjectNode wish, ObjectNode port) {
        if (!port.get("port_security_enabled").asBoolean()
                || Json.text(wish, "device_owner", "").startsWith("network:")) {
            return Json.array();
        }
        if (wish.path("security_groups").isArray()) {
            wish.get("security_groups").forEach(g -> groups.get(g.asString()));
            return wish.get("security_groups");
        }
        return Json.array().add(groups.ofProject(project).get("id").asString());
    }

    private ArrayNode addresses(String network, JsonNode wishes) {
        ArrayNode ips = Json.array();
        List<ObjectNode> of = subnets.of(network);
        if (!wishes.isArray()) {
            if (!of.isEmpty()) {
                add(ips, of.getFirst(), Optional.empty());
            }
            return ips;
        }
        try {
            for (JsonNode wish : wishes) {
                Optional<String> address = Json.text(wish, "ip_address");
                ObjectNode subnet = Json.text(wish, "subnet_id")
                        .map(subnets::get)
                        .orElseGet(
                                () -> of.stream()
                                        .filter(s -> address.map(a -> Cidr.of(
                                                                s.get("cidr").asString())
                                                        .contains(Cidr.number(a)))
                                                .orElse(true))
                                        .findFirst()
                                        .orElseThrow(
                                                () -> new ApiException(
                                                        400,
                                                        "InvalidIpForNetwork",
                                                        "IP address " + address.orElse("")
                                                                + " is not a valid IP for any of the subnets on the specified network.")));
                if (!subnet.get("network_id").asString().equals(network)) {
                    throw new ApiException(
                            400,
                            "InvalidInput",
                            "Invalid input for operation: Failed to create port on network " + network
                                    + ", because fixed_ips included invalid subnet "
                                    + subnet.get("id").asString() + ".");
                }
                add(ips, subnet, address);
            }
        } catch (RuntimeException e) {
            release(ips);
            throw e;
        }
        return ips;
    }

    private void add(ArrayNode ips, ObjectNode subnet, Optional<String> wish) {
        String address = addresses.take(subnet, wish);
        ips.addObject().put("subnet_id", subnet.get("id").asString()).put("ip_address", address);
    }

    private void release(JsonNode ips) {
        ips.forEach(ip -> addresses.release(
                ip.get("subnet_id").asString(), ip.get("ip_address").asString()));
    }

    @Override
    public ObjectNode update(String id, ObjectNode wish) {
        ObjectNode port = get(id);
        ObjectNode change = wish.deepCopy();
        if (wish.path("fixed_ips").isArray() && !wish.get("fixed_ips").equals(port.get("fixed_ips"))) {
            release(port.get("fixed_ips"));
            try {
                change.set("fixed_ips", addresses(port.get("network_id").asString(), wish.get("fixed_ips")));
            } catch (RuntimeException e) {
                addresses.restore(List.of(port));
                throw e;
            }
        }
        super.update(id, change);
        return wish.has("device_id")
                ? bind(id, Json.text(wish, "device_id", ""), Json.text(wish, "device_owner", "compute:nova"))
                : get(id);
    }

    /** Binds the port to a device; to none when that is empty. */
    public ObjectNode bind(String id, String device, String owner) {
        return documents
                .change(
                        id,
                        p -> p.put("device_id", device)
                                .put("device_owner", device.isEmpty() ? "" : owner)
                                .put("status", device.isEmpty() ? "DOWN" : "ACTIVE")
                                .put("binding:host_id", device.isEmpty() ? "" : "lab")
                                .put("binding:vif_type", device.isEmpty() ? "unbound" : "ovs"))
                .orElseThrow(() -> notFound(id));
    }

    @Override
    public void delete(String id) {
        String owner = Json.text(get(id), "device_owner", "");
        if (owner.equals("network:router_interface")
                || owner.equals("network:floatingip")
                || owner.equals("network:router_gateway")) {
            throw new ApiException(
                    409,
                    "ServicePortInUse",
                    "Port " + id + " cannot be deleted directly via the port API: has device owner " + owner + ".");
        }
        remove(id);
    }

    /** Deletes it whoever owns it; fine when it is gone. */
    void remove(String id) {
        documents.remove(id).ifPresent(p -> release(p.get("fixed_ips")));
    }

    /** The ports of a server or router. */
    public List<ObjectNode> of(String device) {
        return documents.where("device_id", device);
    }

    public static Optional<String> address(JsonNode port) {
        return port.path("fixed_ips").isEmpty()
                ? Optional.empty()
                : Json.text(port.get("fixed_ips").get(0), "ip_address");
    }

    private static String mac() {
        int low = ThreadLocalRandom.current().nextInt(1 << 24);
        return String.format("fa:16:3e:%02x:%02x:%02x", low >> 16 & 255, low >> 8 & 255, low & 255);
    }
}
