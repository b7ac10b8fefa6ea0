package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Store;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Networks. The hypervisor's network comes with the first IPv4 subnet, since it needs the addresses. */
public final class Networks extends Kind {
    private final Hypervisor hypervisor;
    private final Store store;

    Networks(Store store, Hypervisor hypervisor) {
        super("Network", "network", "networks", store.kind("networks"));
        this.store = store;
        this.hypervisor = hypervisor;
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        ObjectNode network = document(project, wish);
        network.put("admin_state_up", Json.flag(wish, "admin_state_up", true))
                .put("status", "ACTIVE")
                .put("shared", Json.flag(wish, "shared", false))
                .put("router:external", Json.flag(wish, "router:external", false))
                .put("mtu", wish.path("mtu").asInt(1450))
                .put("port_security_enabled", Json.flag(wish, "port_security_enabled", true))
                .put("is_default", false)
                .putNull("qos_policy_id")
                .put("provider:network_type", Json.text(wish, "provider:network_type", "vxlan"))
                .put(
                        "provider:physical_network",
                        Json.text(wish, "provider:physical_network").orElse(null))
                .put(
                        "provider:segmentation_id",
                        wish.path("provider:segmentation_id").asInt(1))
                .putNull("ipv4_address_scope")
                .putNull("ipv6_address_scope");
        network.putArray("subnets");
        network.putArray("availability_zones").add("nova");
        network.putArray("availability_zone_hints");
        return documents.put(network);
    }

    @Override
    public void delete(String id) {
        ObjectNode network = get(id);
        boolean inUse = store.kind("ports").all().stream()
                .anyMatch(p -> p.get("network_id").asString().equals(id)
                        && !Json.text(p, "device_owner", "").equals("network:dhcp"));
        if (inUse) {
            throw new ApiException(
                    409,
                    "NetworkInUse",
                    "Unable to complete operation on network " + id
                            + ". There are one or more ports still in use on the network.");
        }
        if (!network.get("subnets").isEmpty()) {
            hypervisor.deleteNetwork(id);
        }
        network.get("subnets").forEach(s -> store.kind("subnets").remove(s.asString()));
        documents.remove(id);
    }

    void addSubnet(String id, String subnet) {
        documents.change(id, n -> ((ArrayNode) n.get("subnets")).add(subnet));
    }

    void removeSubnet(String id, String subnet) {
        documents.change(id, n -> {
            ArrayNode left = Json.array();
            n.get("subnets").forEach(s -> {
                if (!s.asString().equals(subnet)) {
                    left.add(s);
                }
            });
            n.set("subnets", left);
        });
    }
}
