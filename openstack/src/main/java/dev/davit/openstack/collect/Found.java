package dev.davit.openstack.collect;

import dev.davit.openstack.client.FloatingIp;
import dev.davit.openstack.client.Port;
import dev.davit.openstack.client.Server;
import dev.davit.openstack.client.ServerGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Neutron and Nova know. @param ports by id @param servers those that were asked for */
public record Found(
        Map<String, Port> ports, List<FloatingIp> floatingIps, List<Server> servers, List<ServerGroup> serverGroups) {
    public Found {
        ports = Map.copyOf(ports);
        floatingIps = List.copyOf(floatingIps);
        servers = List.copyOf(servers);
        serverGroups = List.copyOf(serverGroups);
    }

    Optional<Port> port(String id) {
        return Optional.ofNullable(ports.get(id));
    }

    /** The floating address of a port that has one. */
    Optional<String> floatingAddress(String portId) {
        return floatingIps.stream()
                .filter(f -> f.portId().equals(portId))
                .map(FloatingIp::address)
                .findFirst();
    }

    Optional<FloatingIp> floatingIp(String id) {
        return floatingIps.stream().filter(f -> f.id().equals(id)).findFirst();
    }
}
