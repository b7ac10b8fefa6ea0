package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A descriptor's files, types and topologies.
 *
 * @param files entry definitions first
 * @param topologies of those files that have a topology_template, in the same order
 */
public record ServiceTemplate(List<ToscaFile> files, Types types, List<Topology> topologies) {
    public ServiceTemplate {
        files = List.copyOf(files);
        topologies = List.copyOf(topologies);
    }

    /** Reads it from the package; what is wrong goes to {@code problems}, and as much as possible is returned. */
    public static ServiceTemplate load(Csar csar, PackagePath entry, CsarLimits limits, Problems problems)
            throws IOException {
        List<ToscaFile> files = Imports.load(csar, entry, limits, problems);
        Types types = Types.of(files, problems);
        List<Topology> topologies = new ArrayList<>();
        for (ToscaFile file : files) {
            problems.mapping(file.root(), "topology_template")
                    .ifPresent(body -> topologies.add(Topology.read(file, body, types, problems)));
        }
        return new ServiceTemplate(files, types, topologies);
    }
}
