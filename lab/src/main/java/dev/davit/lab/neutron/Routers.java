package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Store;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Routers and their interfaces; the interfaces are ports with the subnets' gateway addresses. */
public final class Routers extends Kind {
    static final String INTERFACE = "network:router_interface";
    private final Networks networks;
    private final Subnets subnets;
    private final Ports ports;

    Routers(Store store, Networks networks, Subnets subnets, Ports ports) {
        super("Router", "router", "routers", store.kind("routers"));
        this.networks = networks;
        this.subnets = subnets;
        this.ports = ports;
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        ObjectNode router = document(project, wish);
        router.put("admin_state_up", Json.flag(wish, "admin_state_up", true))
                .put("status", "ACTIVE")
                .put("distributed", false)
                .put("ha", false)
                .put("flavor_id", (String) null)
                .set("external_gateway_info", gateway(wish.path("external_gateway_info")));
        router.putArray("routes");
        router.putArray("availability_zones").add("nova");
        router.putArray("availability_zone_hints");
        return documents.put(router);
    }

    @Override
    public ObjectNode update(String id, ObjectNode wish) {
        ObjectNode change = wish.deepCopy();
        if (wish.has("external_gateway_info")) {
            change.set("external_gateway_info", gateway(wish.get("external_gateway_info")));
        }
        return super.update(id, change);
    }

    private JsonNode gateway(JsonNode wish) {
        Optional<String> network = Json.text(wish, "network_id");
        if (network.isEmpty()) {
            return Json.toNode(null);
        }
        if (!networks.get(network.get()).get("router:external").asBoolean()) {
            throw new ApiException(
                    400, "BadRequest", "Bad router request: Network " + network.get() + " is not an external network.");
        }
        ObjectNode info =
                Json.object().put("network_id", network.get()).put("enable_snat", Json.flag(wish, "enable_snat", true));
        info.putArray("external_fixed_ips");
        return info;
    }

    /** By subnet_id or port_id, as Neutron's add_router_interface. */
    public ObjectNode addInterface(String id, JsonNode wish) {
        ObjectNode router = get(id);
        ObjectNode port;
        if (Json.text(wish, "port_id").isPresent()) {
            port = ports.bind(Json.text(wish, "port_id").get(), id, INTERFACE);
        } else {
            ObjectNode subnet = subnets.get(Json.text(wish, "subnet_id")
                    .orElseThrow(() -> new ApiException(
                            400, "BadRequest", "Bad router request: Either subnet_id or port_id must be specified.")));
            String subnetId = subnet.get("id").asString();
            if (interfaceOn(id, subnetId).isPresent()) {
                throw new ApiException(
                        400, "BadRequest", "Bad router request: Router already has a port on subnet " + subnetId + ".");
            }
            // The gateway's address is never allocated, so the interface can have it without asking for it.
            port = ports.create(router.get("project_id").asString(), wishFor(subnet, id));
            String gateway = Json.text(subnet, "gateway_ip", "");
            port = ports.documents
                    .change(
                            port.get("id").asString(),
                            p -> p.putArray("fixed_ips")
                                    .addObject()
                                    .put("subnet_id", subnetId)
                                    .put("ip_address", gateway))
                    .orElseThrow();
        }
        return answer(router, port);
    }

    private static ObjectNode wishFor(ObjectNode subnet, String router) {
        ObjectNode wish = Json.object()
                .put("network_id", subnet.get("network_id").asString())
                .put("device_id", router)
                .put("device_owner", INTERFACE);
        wish.putArray("fixed_ips");
        return wish;
    }

    public ObjectNode removeInterface(String id, JsonNode wish) {
        ObjectNode router = get(id);
        ObjectNode port = Json.text(wish, "port_id")
                .flatMap(ports.documents::get)
                .filter(p -> p.get("device_id").asString().equals(id))
                .or(() -> Json.text(wish, "subnet_id").flatMap(s -> interfaceOn(id, s)))
                .orElseThrow(() -> new ApiException(
                        404,
                        "RouterInterfaceNotFound",
                        "Router " + id + " does not have an interface with id "
                                + Json.text(wish, "port_id")
                                        .or(() -> Json.text(wish, "subnet_id"))
                                        .orElse("")));
        ports.remove(port.get("id").asString());
        return answer(router, port);
    }

    private Optional<ObjectNode> interfaceOn(String router, String subnet) {
        return interfaces(router).stream()
                .filter(p -> !p.get("fixed_ips").isEmpty()
                        && p.get("fixed_ips").get(0).get("subnet_id").asString().equals(subnet))
                .findFirst();
    }

    private List<ObjectNode> interfaces(String router) {
        return ports.of(router).stream()
                .filter(p -> p.get("device_owner").asString().equals(INTERFACE))
                .toList();
    }

    private static ObjectNode answer(ObjectNode router, ObjectNode port) {
        ObjectNode answer = Json.object()
                .put("id", router.get("id").asString())
                .put("tenant_id", router.get("tenant_id").asString())
                .put("project_id", router.get("project_id").asString())
                .put("port_id", port.get("id").asString())
                .put("network_id", port.get("network_id").asString());
        String subnet = port.get("fixed_ips").isEmpty()
                ? ""
                : port.get("fixed_ips").get(0).get("subnet_id").asString();
        answer.put("subnet_id", subnet).putArray("subnet_ids").add(subnet);
        return answer;
    }

    @Override
    public void delete(String id) {
        get(id);
        if (!interfaces(id).isEmpty()) {
            throw new ApiException(409, "RouterInUse", "Router " + id + " still has ports");
        }
        documents.remove(id);
    }
}
