package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Problems;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The VDUs that a policy targets, by name or through a PlacementGroup. */
final class Targets {
    private final Topology topology;
    private final Set<String> vdus;
    private final Problems problems;

    Targets(Topology topology, Set<String> vdus, Problems problems) {
        this.topology = topology;
        this.vdus = vdus;
        this.problems = problems;
    }

    /** Targets that are other nodes, such as virtual links, are left out; unknown names are problems. */
    Set<String> of(Assigned policy) {
        Set<String> found = new LinkedHashSet<>();
        collect(policy.name(), problems.list(policy.source(), "targets"), found, true);
        return found;
    }

    private void collect(String owner, List<YamlNode> names, Set<String> found, boolean groupsToo) {
        for (YamlNode node : names) {
            if (!(node instanceof YamlScalar name)) {
                problems.add(node, "'" + owner + "': expected the name of a node, got " + node.describe());
            } else if (vdus.contains(name.text())) {
                found.add(name.text());
            } else if (groupsToo && topology.groups().containsKey(name.text())) {
                Assigned group = topology.groups().get(name.text());
                collect(group.name(), problems.list(group.source(), "members"), found, false);
            } else if (!topology.nodes().containsKey(name.text())) {
                problems.add(name, "'" + owner + "' targets '" + name.text() + "', which is not in this template");
            }
        }
    }
}
