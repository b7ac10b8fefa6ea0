package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Floating IPs: an address of an external network that stands for a port's address. */
public final class FloatingIps extends Kind {
    private final Networks networks;
    private final Ports ports;
    private final Hypervisor hypervisor;
    private Map<String, String> translations = Map.of();

    FloatingIps(Store store, Networks networks, Ports ports, Hypervisor hypervisor) {
        super("FloatingIP", "floatingip", "floatingips", store.kind("floatingips"));
        this.networks = networks;
        this.ports = ports;
        this.hypervisor = hypervisor;
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        String network = Json.text(wish, "floating_network_id", "");
        if (!networks.get(network).get("router:external").asBoolean()) {
            throw new ApiException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Network " + network + " is not a valid external network.");
        }
        ObjectNode floating = document(project, wish);
        floating.remove("name");
        ObjectNode port = Json.object()
                .put("network_id", network)
                .put("device_id", floating.get("id").asString())
                .put("device_owner", "network:floatingip");
        Json.text(wish, "floating_ip_address")
                .ifPresent(a -> port.putArray("fixed_ips").addObject().put("ip_address", a));
        String address = Ports.address(ports.create("", port))
                .orElseThrow(() -> new ApiException(
                        400,
                        "BadRequest",
                        "Bad floatingip request: Network " + network + " does not contain any IPv4 subnet."));
        floating.put("floating_network_id", network)
                .put("floating_ip_address", address)
                .put("dns_name", "")
                .put("dns_domain", "");
        associate(floating, Json.text(wish, "port_id"), Json.text(wish, "fixed_ip_address"));
        return translated(documents.put(floating));
    }

    @Override
    public ObjectNode update(String id, ObjectNode wish) {
        ObjectNode changed = get(id).deepCopy();
        if (wish.has("port_id")) {
            associate(changed, Json.text(wish, "port_id"), Json.text(wish, "fixed_ip_address"));
        }
        copy(wish, changed, "description");
        return translated(documents.put(changed));
    }

    private void associate(ObjectNode floating, Optional<String> port, Optional<String> fixed) {
        Optional<ObjectNode> to = port.map(ports::get);
        floating.put("port_id", port.orElse(null))
                .put(
                        "fixed_ip_address",
                        to.flatMap(p -> fixed.or(() -> Ports.address(p))).orElse(null))
                .put("status", port.isPresent() ? "ACTIVE" : "DOWN")
                .putNull("router_id")
                .putNull("port_details");
    }

    @Override
    public void delete(String id) {
        get(id);
        ports.of(id).forEach(p -> ports.remove(p.get("id").asString()));
        documents.remove(id).ifPresent(this::translated);
    }

    /** Tells the hypervisor, when the floating IP is or was one that leads somewhere. */
    private ObjectNode translated(ObjectNode floating) {
        synchronized (documents) {
            var fixed = new TreeMap<String, String>();
            for (ObjectNode one : documents.all()) {
                Json.text(one, "fixed_ip_address")
                        .ifPresent(address ->
                                fixed.put(one.get("floating_ip_address").asString(), address));
            }
            if (!fixed.equals(translations)) {
                hypervisor.translate(fixed);
                translations = Map.copyOf(fixed);
            }
        }
        return floating;
    }
}
