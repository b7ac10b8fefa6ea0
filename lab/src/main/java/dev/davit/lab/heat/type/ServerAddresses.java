package dev.davit.lab.heat.type;

import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.neutron.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server's addresses as attributes of OS::Nova::Server, each network under its name and under its id. */
final class ServerAddresses {
    private final Neutron neutron;

    ServerAddresses(Neutron neutron) {
        this.neutron = neutron;
    }

    /** The first port's, or an empty text. */
    String first(String serverId) {
        return neutron.ports().of(serverId).stream()
                .findFirst()
                .flatMap(Ports::address)
                .orElse("");
    }

    Map<String, Object> byNetwork(String serverId) {
        return byNetwork(serverId, (port, address) -> address);
    }

    /** With ports and MACs. */
    Map<String, Object> byNetworkInFull(String serverId) {
        return byNetwork(
                serverId,
                (port, address) -> Map.of(
                        "addr",
                        address,
                        "version",
                        4,
                        "port",
                        port.get("id").asString(),
                        "OS-EXT-IPS:type",
                        "fixed",
                        "OS-EXT-IPS-MAC:mac_addr",
                        port.get("mac_address").asString()));
    }

    private Map<String, Object> byNetwork(String serverId, BiFunction<ObjectNode, String, Object> view) {
        Map<String, List<Object>> networks = new LinkedHashMap<>();
        for (ObjectNode port : neutron.ports().of(serverId)) {
            String id = port.get("network_id").asString();
            String name = neutron.networks().get(id).get("name").asString();
            for (JsonNode ip : port.get("fixed_ips")) {
                Object shown = view.apply(port, ip.get("ip_address").asString());
                networks.computeIfAbsent(name, n -> new ArrayList<>()).add(shown);
                networks.computeIfAbsent(id, n -> new ArrayList<>()).add(shown);
            }
        }
        return new LinkedHashMap<>(networks);
    }
}
