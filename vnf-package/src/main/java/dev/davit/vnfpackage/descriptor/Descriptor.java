package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Problems;
import dev.davit.vnfpackage.tosca.Properties;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.tosca.Types;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the readers of a descriptor's parts share: the package, its types, and the place to report problems. */
record Descriptor(Csar csar, CsarLimits limits, Types types, Properties properties, Problems problems) {

    YamlMapping properties(Assigned template, Topology topology) {
        return properties.of(template, topology, Set.of());
    }

    /** The file that an artifact names: relative to the file that names it, else to the package's root. */
    Optional<PackagePath> file(Assigned.Artifact artifact) {
        String what = "artifact '" + artifact.name() + "' names '" + artifact.file() + "'";
        if (artifact.file().contains("://")) {
            problems.add(artifact.position(), what + "; expected a file of the package, Davit fetches nothing");
            return Optional.empty();
        }
        Set<PackagePath> candidates = new LinkedHashSet<>();
        String outside = "";
        try {
            candidates.add(new PackagePath(artifact.position().file()).sibling(artifact.file()));
        } catch (IllegalArgumentException e) {
            outside = e.getMessage();
        }
        try {
            candidates.add(new PackagePath(artifact.file()));
        } catch (IllegalArgumentException e) {
            outside = e.getMessage();
        }
        Optional<PackagePath> found = candidates.stream().filter(csar::contains).findFirst();
        if (candidates.isEmpty()) {
            problems.add(artifact.position(), what + ": " + outside);
        } else if (found.isEmpty()) {
            problems.add(
                    artifact.position(),
                    what + ", which is not in the package (looked for "
                            + candidates.stream().map(PackagePath::value).collect(Collectors.joining(" and ")) + ")");
        }
        return found;
    }
}
