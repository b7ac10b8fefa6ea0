package dev.davit.vnfpackage.vnfd;

import dev.davit.vnfpackage.csar.PackagePath;
import java.util.List;
import java.util.Optional;

/**
 * A VNF descriptor (ETSI GS NFV-SOL001 v2.6.1 clause 6, node type tosca.nodes.nfv.VNF), reduced to what VNF lifecycle
 * management needs.
 *
 * @param id descriptor_id, unique for a VNF package version; what clients call vnfdId
 * @param version descriptor_version
 * @param flavours in the order of the descriptor; at least one
 * @param files the YAML files that make up the descriptor, entry definitions first
 */
public record Vnfd(
        String id,
        String provider,
        String productName,
        String softwareVersion,
        String version,
        List<String> vnfmInfo,
        List<DeploymentFlavour> flavours,
        List<PackagePath> files) {

    public Vnfd {
        vnfmInfo = List.copyOf(vnfmInfo);
        flavours = List.copyOf(flavours);
        files = List.copyOf(files);
    }

    public Optional<DeploymentFlavour> flavour(String flavourId) {
        return flavours.stream().filter(f -> f.id().equals(flavourId)).findFirst();
    }

    /** The software images of all flavours, each once (they are told apart by name). */
    public List<SwImage> images() {
        return flavours.stream().flatMap(DeploymentFlavour::images).distinct().toList();
    }
}
