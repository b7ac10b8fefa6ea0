package dev.davit.openstack.client;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Neutron 2.0. All methods throw {@link CloudException}. */
public final class Neutron {
    /** Ids per request: keeps the URL below 8 KiB, which all servers accept. */
    private static final int IDS_AT_ONCE = 100;

    private final Cloud cloud;

    Neutron(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Those of the ports that exist, by id; one request per hundred. */
    public Map<String, Port> ports(Collection<String> ids) throws InterruptedException {
        var ports = new LinkedHashMap<String, Port>();
        for (List<String> some : inParts(ids)) {
            for (JsonNode node : list("/ports", "ports", "id", some)) {
                Port port = port(node);
                if (some.contains(port.id())) {
                    ports.put(port.id(), port);
                }
            }
        }
        return ports;
    }

    /**
     * The floating IPs of the ports; one request per hundred. None in a cloud without routers, whose Neutron does not know the
     * path.
     */
    public List<FloatingIp> floatingIps(Collection<String> portIds) throws InterruptedException {
        var found = new ArrayList<FloatingIp>();
        try {
            for (List<String> some : inParts(portIds)) {
                for (JsonNode node : list("/floatingips", "floatingips", "port_id", some)) {
                    found.add(new FloatingIp(
                            node.path("id").asString(""),
                            node.path("port_id").asString(""),
                            node.path("floating_ip_address").asString("")));
                }
            }
        } catch (CloudException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return found;
    }

    private JsonNode list(String path, String member, String filter, List<String> values) throws InterruptedException {
        return cloud.call(Service.NEUTRON, Request.get(path).with(filter, values))
                .json()
                .path(member);
    }

    private static Port port(JsonNode node) {
        var fixed = new ArrayList<Port.FixedIp>();
        for (JsonNode ip : node.path("fixed_ips")) {
            fixed.add(new Port.FixedIp(
                    ip.path("subnet_id").asString(""), ip.path("ip_address").asString("")));
        }
        return new Port(
                node.path("id").asString(""),
                node.path("network_id").asString(""),
                node.path("mac_address").asString(""),
                node.path("device_id").asString(""),
                fixed);
    }

    private static List<List<String>> inParts(Collection<String> ids) {
        var all = List.copyOf(ids);
        var parts = new ArrayList<List<String>>();
        for (int i = 0; i < all.size(); i += IDS_AT_ONCE) {
            parts.add(all.subList(i, Math.min(all.size(), i + IDS_AT_ONCE)));
        }
        return parts;
    }
}
