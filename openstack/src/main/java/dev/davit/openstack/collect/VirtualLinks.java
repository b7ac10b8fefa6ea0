package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VnfLinkPort;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.Connections;
import dev.davit.openstack.heat.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The virtual links of a VNF with their ports: first the external ones of the request, then the internal ones. */
final class VirtualLinks {
    private static final Optional<String> NETWORK = Optional.of("OS::Neutron::Net");

    private final KnownIds ids;
    private final Map<String, ResourceHandle> networks = new LinkedHashMap<>();
    private final Map<String, List<VnfLinkPort>> ports = new LinkedHashMap<>();

    VirtualLinks(VimWork work, Layout layout, Connections connections, List<StackResource> resources, KnownIds ids) {
        this.ids = ids;
        for (var link : connections.external()) {
            networks.put(link.id(), new ResourceHandle(link.vimConnectionId(), link.resourceId(), NETWORK));
        }
        for (var link : layout.flavour().virtualLinks()) {
            var managed = connections.managed(link.name());
            if (managed.isPresent()) {
                networks.put(
                        link.name(),
                        new ResourceHandle(
                                managed.get().vimConnectionId(), managed.get().resourceId(), NETWORK));
            } else {
                resources.stream()
                        .filter(r -> r.isNetwork() && r.name().equals(link.name()))
                        .findFirst()
                        .ifPresent(r -> networks.put(
                                link.name(),
                                new ResourceHandle(Optional.of(work.vim().id().toString()), r.physicalId(), NETWORK)));
            }
        }
    }

    /** @param link id of the external, or name of the internal virtual link */
    void add(String link, VnfLinkPort port) {
        ports.computeIfAbsent(link, l -> new ArrayList<>()).add(port);
    }

    List<VirtualLinkResourceInfo> all() {
        return networks.entrySet().stream()
                .map(e -> new VirtualLinkResourceInfo(
                        ids.virtualLink(e.getKey()),
                        e.getKey(),
                        e.getValue(),
                        ports.getOrDefault(e.getKey(), List.of())))
                .toList();
    }
}
