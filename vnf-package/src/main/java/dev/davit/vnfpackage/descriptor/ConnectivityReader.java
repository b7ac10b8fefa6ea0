package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Booleans;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VnfVirtualLink;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads VduCp and VnfVirtualLink nodes, and which of the CPs substitution_mappings expose. */
final class ConnectivityReader {
    private final Descriptor descriptor;
    private final Topology topology;

    ConnectivityReader(Descriptor descriptor, Topology topology) {
        this.descriptor = descriptor;
        this.topology = topology;
    }

    List<VduCp> cps() {
        for (Assigned node : topology.nodesOf(StandardNames.EXT_CP, descriptor.types())) {
            descriptor
                    .problems()
                    .add(
                            node.position(),
                            "'" + node.name() + "': " + StandardNames.EXT_CP
                                    + " is not supported; expose a " + StandardNames.VDU_CP
                                    + " through substitution_mappings instead");
        }
        List<Assigned> nodes = topology.nodesOf(StandardNames.VDU_CP, descriptor.types());
        Set<String> exposed = exposed(nodes);
        return nodes.stream()
                .map(node -> cp(node, exposed.contains(node.name())))
                .toList();
    }

    private VduCp cp(Assigned node, boolean exposed) {
        YamlMapping values = descriptor.properties(node, topology);
        Optional<String> vdu = target(node, "virtual_binding", StandardNames.COMPUTE);
        Optional<String> link = target(node, "virtual_link", StandardNames.VIRTUAL_LINK);
        boolean bound = node.requirements(descriptor.problems()).stream()
                .anyMatch(r -> r.name().equals("virtual_binding"));
        if (!bound) {
            descriptor
                    .problems()
                    .add(
                            node.position(),
                            "'" + node.name()
                                    + "' has no requirement 'virtual_binding', which names the VDU it belongs to");
        }
        if (exposed && link.isPresent()) {
            descriptor
                    .problems()
                    .add(
                            node.position(),
                            "'" + node.name() + "' is connected to the internal virtual link '" + link.get()
                                    + "' and exposed by substitution_mappings; expected one of the two");
        }
        String vnicType = values.text("vnic_type").orElse("normal");
        return new VduCp(
                node.name(),
                vdu.orElse(""),
                link,
                Scalars.integer(values, "order").map(OptionalInt::of).orElse(OptionalInt.empty()),
                // SOL001's virtio is what every VIM gives an ordinary port.
                vnicType.equals("virtio") ? "normal" : vnicType,
                values.text("mac_address"));
    }

    private Optional<String> target(Assigned node, String requirement, String type) {
        for (Assigned.Requirement r : node.requirements(descriptor.problems())) {
            if (!r.name().equals(requirement)) {
                continue;
            }
            if (topology.nodesOf(type, descriptor.types()).stream()
                    .anyMatch(n -> n.name().equals(r.target()))) {
                return Optional.of(r.target());
            }
            descriptor
                    .problems()
                    .add(
                            r.position(),
                            "'" + node.name() + "' requires " + requirement + " '" + r.target()
                                    + "'; expected a node of type " + type + " in this template");
        }
        return Optional.empty();
    }

    /** {@code requirements: {virtual_link_external: [CP1, virtual_link]}}, also as a list of such maps. */
    private Set<String> exposed(List<Assigned> cps) {
        Set<String> names = new HashSet<>();
        List<YamlNode> sections = new ArrayList<>();
        topology.substitution().get("requirements").ifPresent(r -> {
            switch (r) {
                case YamlSequence list -> sections.addAll(list.items());
                case YamlNode other -> sections.add(other);
            }
        });
        for (YamlNode section : sections) {
            if (!(section instanceof YamlMapping mapping)) {
                continue;
            }
            mapping.entries().forEach((name, entry) -> {
                if (entry.value() instanceof YamlSequence pair
                        && pair.items().size() == 2
                        && pair.items().getFirst() instanceof YamlScalar cp) {
                    names.add(cp.text());
                    if (cps.stream().noneMatch(c -> c.name().equals(cp.text()))) {
                        descriptor
                                .problems()
                                .add(
                                        cp,
                                        "substitution_mappings expose '" + cp.text() + "'; expected a node of type "
                                                + StandardNames.VDU_CP + " in this template");
                    }
                } else {
                    descriptor
                            .problems()
                            .add(
                                    entry.value(),
                                    "'" + name + "': expected [NODE, REQUIREMENT], got "
                                            + entry.value().describe());
                }
            });
        }
        return names;
    }

    List<VnfVirtualLink> virtualLinks() {
        return topology.nodesOf(StandardNames.VIRTUAL_LINK, descriptor.types()).stream()
                .map(this::virtualLink)
                .toList();
    }

    private VnfVirtualLink virtualLink(Assigned node) {
        YamlMapping values = descriptor.properties(node, topology);
        List<VnfVirtualLink.L3Protocol> subnets = new ArrayList<>();
        values.at("vl_profile", "virtual_link_protocol_data").ifPresent(data -> {
            if (data instanceof YamlSequence list) {
                list.items().stream()
                        .flatMap(i -> i instanceof YamlMapping m
                                ? m.mapping("l3_protocol_data").stream()
                                : Optional.<YamlMapping>empty().stream())
                        .forEach(l3 -> subnets.add(subnet(l3)));
            }
        });
        return new VnfVirtualLink(node.name(), values.text("description").orElse(""), subnets);
    }

    private VnfVirtualLink.L3Protocol subnet(YamlMapping l3) {
        int version = l3.text("ip_version").equals(Optional.of("ipv6")) ? 6 : 4;
        String cidr = l3.text("cidr").orElse("");
        if (!cidr.isEmpty() && !Cidr.isValid(cidr, version)) {
            descriptor
                    .problems()
                    .add(
                            l3.get("cidr").orElse(l3),
                            "'cidr': expected an IPv" + version + " network such as '"
                                    + (version == 4 ? "192.168.0.0/24" : "fd00::/64") + "', got '" + cidr + "'");
        }
        return new VnfVirtualLink.L3Protocol(
                l3.text("name").orElse(""),
                version,
                cidr,
                l3.text("dhcp_enabled").map(Booleans::isTrue).orElse(true));
    }
}
