package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.parameters.HostsEntry;
import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import java.util.ArrayList;
import java.util.List;

/** The driver's block in /etc/hosts: all nodes, and the names of registries. What stands outside of it is left alone. */
final class EtcHosts {
    static final String PATH = "/etc/hosts";
    private static final String BEGIN = "# BEGIN davit kubernetes";
    private static final String END = "# END davit kubernetes";

    private EtcHosts() {}

    /** The file with the block, which replaces the one that may be there. */
    static String render(String present, List<ClusterNode> nodes, List<RegistryConnection> registries) {
        var lines = new ArrayList<String>();
        boolean inside = false;
        for (String line : present.lines().toList()) {
            if (line.equals(BEGIN)) {
                inside = true;
            } else if (line.equals(END)) {
                inside = false;
            } else if (!inside) {
                lines.add(line);
            }
        }
        lines.add(BEGIN);
        nodes.forEach(node -> lines.add(node.address() + " " + node.name()));
        registries.stream()
                .flatMap(registry -> registry.hosts().stream())
                .map(HostsEntry::toString)
                .distinct()
                .forEach(lines::add);
        lines.add(END);
        return String.join("\n", lines) + "\n";
    }
}
