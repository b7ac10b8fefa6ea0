package dev.davit.openstack.heat;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtLinkPort;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.List;
import java.util.Optional;

/** Finds what each connection point is connected to, from descriptor and request. */
public record Connections(List<ExtVirtualLink> external, List<ExtManagedVirtualLink> managed) {
    public Connections {
        external = List.copyOf(external);
        managed = List.copyOf(managed);
    }

    /** @throws TemplateException when an external CP is connected to nothing, or to a port that the request does not have */
    public Connection of(VduCp cp) {
        return find(cp).orElseThrow(() -> new TemplateException(
                "the external connection point " + cp.name() + " of VDU " + cp.vdu() + " is connected to nothing",
                "Name it as cpdId in extVirtualLinks[].extCps[] of the instantiate request."));
    }

    /** The same; empty for an external CP that the request does not name, as a base HOT may connect it by itself. */
    public Optional<Connection> find(VduCp cp) {
        return cp.isExternal()
                ? external(cp.name()).map(link -> external(link, cp, config(cp.name())))
                : Optional.of(internal(cp.virtualLink().orElseThrow()));
    }

    /** The external virtual link that the request connects a CP to. */
    public Optional<ExtVirtualLink> external(String cpdId) {
        return external.stream()
                .filter(l -> l.extCps().stream().anyMatch(c -> c.cpdId().equals(cpdId)))
                .findFirst();
    }

    /** The addresses that the request asks for. */
    public Optional<CpConfig> config(String cpdId) {
        return external.stream()
                .flatMap(l -> l.extCps().stream())
                .filter(c -> c.cpdId().equals(cpdId))
                .flatMap(c -> c.configs().stream())
                .findFirst();
    }

    /** The network that the request gives for an internal virtual link. */
    public Optional<ExtManagedVirtualLink> managed(String virtualLink) {
        return managed.stream()
                .filter(m -> m.virtualLinkDescId().equals(virtualLink))
                .findFirst();
    }

    private Connection internal(String virtualLink) {
        return managed(virtualLink)
                .<Connection>map(m -> new Connection.ManagedNetwork(virtualLink, m.resourceId()))
                .orElseGet(() -> new Connection.OwnNetwork(virtualLink));
    }

    private static Connection external(ExtVirtualLink link, VduCp cp, Optional<CpConfig> config) {
        var linkPortId = config.flatMap(CpConfig::linkPortId);
        if (linkPortId.isEmpty()) {
            return new Connection.ExternalNetwork(link, config);
        }
        ExtLinkPort port = link.linkPorts().stream()
                .filter(p -> p.id().equals(linkPortId.get()))
                .findFirst()
                .orElseThrow(() -> new TemplateException(
                        "connection point " + cp.name() + " wants the link port '" + linkPortId.get()
                                + "', which extVirtualLinks '" + link.id() + "' does not have",
                        "Add it to extLinkPorts of that external virtual link, or leave linkPortId out."));
        return new Connection.ExistingPort(link, port.id(), port.resource().resourceId());
    }
}
