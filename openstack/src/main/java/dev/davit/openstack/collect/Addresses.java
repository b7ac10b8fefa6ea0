package dev.davit.openstack.collect;

import dev.davit.openstack.client.Port;
import dev.davit.openstack.client.StackResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses of the ports and floating IPs of a stack by the names of their resources, since descriptors and requests
 * name these: {@code cp.NAME.address} is the floating address if there is one, else the first fixed one;
 * {@code cp.NAME.fixedAddress} always the latter.
 */
record Addresses(List<StackResource> resources, Found found) {

    /** Those that lead to a server: its ports, ports beside it that nothing uses yet, and their floating IPs. */
    Map<String, String> of(StackResource server, boolean nested) {
        return of(resource -> port(resource)
                .filter(p -> p.serverId().equals(server.physicalId())
                        || nested
                                && p.serverId().isEmpty()
                                && resource.stack().id().equals(server.stack().id()))
                .isPresent());
    }

    /** Those that lead to none of the servers, such as a virtual IP that several share. */
    Map<String, String> ofNone(List<StackResource> servers, String topStackId) {
        return of(resource -> isOfNone(resource, servers, topStackId));
    }

    /** Ports that lead to none of the servers. */
    List<StackResource> portsOfNone(List<StackResource> servers, String topStackId) {
        return resources.stream()
                .filter(r -> r.isPort() && isOfNone(r, servers, topStackId))
                .toList();
    }

    private boolean isOfNone(StackResource resource, List<StackResource> servers, String topStackId) {
        return resource.stack().id().equals(topStackId)
                && port(resource)
                        .filter(p ->
                                servers.stream().noneMatch(s -> s.physicalId().equals(p.serverId())))
                        .isPresent();
    }

    private Map<String, String> of(java.util.function.Predicate<StackResource> chosen) {
        var addresses = new LinkedHashMap<String, String>();
        for (StackResource resource : resources) {
            if (chosen.test(resource)) {
                var port = port(resource).orElseThrow();
                var fixed = port.fixedIps().stream().map(Port.FixedIp::address).findFirst();
                var floating = found.floatingAddress(port.id());
                floating.or(() -> fixed).ifPresent(a -> addresses.put("cp." + resource.name() + ".address", a));
                fixed.ifPresent(a -> addresses.put("cp." + resource.name() + ".fixedAddress", a));
            }
        }
        return addresses;
    }

    /** The port that a resource is, or that it leads to. */
    private Optional<Port> port(StackResource resource) {
        if (resource.isPort()) {
            return found.port(resource.physicalId());
        }
        return resource.isFloatingIp()
                ? found.floatingIp(resource.physicalId()).flatMap(f -> found.port(f.portId()))
                : Optional.empty();
    }
}
