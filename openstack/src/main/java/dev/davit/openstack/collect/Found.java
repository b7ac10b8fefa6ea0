package dev.davit.openstack.collect;

import dev.davit.openstack.client.Port;
import java.util.Map;

/** What Neutron knows. @param ports by id @param floatingAddresses by port id */
public record Found(Map<String, Port> ports, Map<String, String> floatingAddresses) {
    public Found {
        ports = Map.copyOf(ports);
        floatingAddresses = Map.copyOf(floatingAddresses);
    }
}
