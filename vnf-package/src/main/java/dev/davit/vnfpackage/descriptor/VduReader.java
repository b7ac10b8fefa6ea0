package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.tosca.TypeKind;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Vdu.Compute and Vdu.VirtualBlockStorage nodes. */
final class VduReader {
    private final Descriptor descriptor;
    private final Topology topology;
    private final ImageReader images;

    VduReader(Descriptor descriptor, Topology topology) {
        this.descriptor = descriptor;
        this.topology = topology;
        this.images = new ImageReader(descriptor);
    }

    List<VirtualStorage> storages() {
        return topology.nodesOf(StandardNames.BLOCK_STORAGE, descriptor.types()).stream()
                .map(node -> {
                    YamlMapping values = descriptor.properties(node, topology);
                    int size = Scalars.sizeInt(Scalars.GIB, values, "virtual_block_storage_data", "size_of_storage");
                    return new VirtualStorage(node.name(), size, images.read(node, values));
                })
                .toList();
    }

    List<Vdu> vdus(List<VirtualStorage> storages) throws IOException {
        List<Vdu> vdus = new ArrayList<>();
        for (Assigned node : topology.nodesOf(StandardNames.COMPUTE, descriptor.types())) {
            vdus.add(vdu(node, storages));
        }
        return vdus;
    }

    private Vdu vdu(Assigned node, List<VirtualStorage> storages) throws IOException {
        YamlMapping values = descriptor.properties(node, topology);
        YamlMapping compute =
                descriptor.properties().ofCapability(node, "virtual_compute", capabilityType(node), topology);
        int min = Scalars.integer(values, "vdu_profile", "min_number_of_instances")
                .orElse(1);
        int max = Scalars.integer(values, "vdu_profile", "max_number_of_instances")
                .orElse(min);
        if (max < min && max >= 0) {
            descriptor
                    .problems()
                    .add(
                            values.at("vdu_profile").orElse(values),
                            "'vdu_profile': max_number_of_instances " + max + " is less than min_number_of_instances "
                                    + min);
        }
        return new Vdu(
                node.name(),
                values.text("name").orElse(node.name()),
                values.text("description").orElse(""),
                new VirtualCompute(
                        Scalars.integer(compute, "virtual_cpu", "num_virtual_cpu")
                                .orElse(1),
                        Scalars.sizeInt(Scalars.MIB, compute, "virtual_memory", "virtual_mem_size"),
                        localDisk(compute)),
                flavorName(compute),
                images.read(node, values),
                attached(node, storages),
                min,
                Math.max(min, max),
                bootData(values));
    }

    /** The type that the node's type declares for virtual_compute, which may be derived from the standard one. */
    private String capabilityType(Assigned node) {
        return descriptor.types().lineage(TypeKind.NODE, node.type()).stream()
                .flatMap(t -> t.source().stream())
                .flatMap(s -> s.text("capabilities", "virtual_compute", "type").stream())
                .findFirst()
                .orElse(StandardNames.VIRTUAL_COMPUTE);
    }

    private static int localDisk(YamlMapping compute) {
        return compute.at("virtual_local_storage")
                .flatMap(n ->
                        n instanceof YamlSequence list ? list.items().stream().findFirst() : Optional.empty())
                .map(first ->
                        first instanceof YamlMapping disk ? Scalars.sizeInt(Scalars.GIB, disk, "size_of_storage") : 0)
                .orElse(0);
    }

    private static Optional<String> flavorName(YamlMapping compute) {
        return compute.mapping("requested_additional_capabilities").stream()
                .flatMap(all -> all.entries().values().stream())
                .flatMap(e -> e.value() instanceof YamlMapping capability
                        ? capability.text("requested_additional_capability_name").stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    private List<String> attached(Assigned node, List<VirtualStorage> storages) {
        List<String> names = new ArrayList<>();
        for (Assigned.Requirement requirement : node.requirements(descriptor.problems())) {
            if (!requirement.name().equals("virtual_storage")) {
                continue;
            }
            if (storages.stream().anyMatch(s -> s.name().equals(requirement.target()))) {
                names.add(requirement.target());
            } else {
                descriptor
                        .problems()
                        .add(
                                requirement.position(),
                                "'" + node.name() + "' requires virtual_storage '"
                                        + requirement.target() + "'; expected a node of type "
                                        + StandardNames.BLOCK_STORAGE
                                        + " in this template");
            }
        }
        return names;
    }

    /** A string (SOL001 v2.6.1), or the later form with content_or_file_data. */
    private Optional<String> bootData(YamlMapping values) throws IOException {
        Optional<YamlNode> node = values.get("boot_data");
        if (node.isEmpty() || node.get() instanceof YamlScalar) {
            return values.text("boot_data");
        }
        Optional<String> content = values.text("boot_data", "content_or_file_data", "content");
        Optional<YamlNode> source = values.at("boot_data", "content_or_file_data", "source_path");
        if (content.isPresent() || source.isEmpty() || !(source.get() instanceof YamlScalar path)) {
            return content;
        }
        Optional<PackagePath> file = descriptor.file(
                new Assigned.Artifact("boot_data", "tosca.artifacts.File", path.text(), path.position()));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TextFiles.text(
                    descriptor.csar(), file.get(), descriptor.limits().maxMetadataSize()));
        } catch (InvalidPackageException e) {
            descriptor.problems().addAll(e);
            return Optional.empty();
        }
    }
}
