package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Problems;
import dev.davit.vnfpackage.tosca.Properties;
import dev.davit.vnfpackage.tosca.ServiceTemplate;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.tosca.ToscaFile;
import dev.davit.vnfpackage.tosca.TypeKind;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.Vnfd;
import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a VNFD (SOL001 v2.6.1 clause 6) out of a package: a top file with the product's data, and a file for each deployment
 * flavour whose substitution_mappings tell its flavour_id. A VNFD of one file and one flavour is read as well.
 */
public final class VnfdReader {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Set<String> OF_THE_FLAVOUR = Set.of("flavour_id", "flavour_description");

    private final Descriptor descriptor;
    private final ServiceTemplate template;
    private final Problems problems;

    private VnfdReader(Descriptor descriptor, ServiceTemplate template) {
        this.descriptor = descriptor;
        this.template = template;
        this.problems = descriptor.problems();
    }

    /**
     * @param entry the entry definitions, a file of the package
     * @throws InvalidPackageException with every problem that the descriptor has
     */
    public static Vnfd read(Csar csar, PackagePath entry, CsarLimits limits)
            throws IOException, InvalidPackageException {
        Problems problems = new Problems();
        ServiceTemplate template = ServiceTemplate.load(csar, entry, limits, problems);
        Descriptor descriptor =
                new Descriptor(csar, limits, template.types(), new Properties(template.types(), problems), problems);
        Vnfd vnfd = new VnfdReader(descriptor, template).vnfd(entry);
        problems.throwIfAny();
        return vnfd;
    }

    private Vnfd vnfd(PackagePath entry) throws IOException {
        YamlMapping product = product(entry);
        Map<String, DeploymentFlavour> flavours = new LinkedHashMap<>();
        Map<String, Position> places = new LinkedHashMap<>();
        for (Topology topology : template.topologies()) {
            Optional<String> id = flavourId(topology);
            if (id.isEmpty()) {
                continue;
            }
            Position earlier = places.putIfAbsent(id.get(), topology.position());
            if (earlier != null) {
                problems.add(
                        topology.position(), "deployment flavour '" + id.get() + "' is already defined at " + earlier);
            } else {
                flavours.put(id.get(), new FlavourReader(descriptor).read(id.get(), topology));
            }
        }
        if (flavours.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new Position(entry.value(), 1),
                    "the descriptor has no deployment flavour; expected a file with"
                            + " substitution_mappings of a VNF node type and a flavour_id");
        }
        return new Vnfd(
                product.text("descriptor_id").orElse(""),
                product.text("provider").orElse(""),
                product.text("product_name").orElse(""),
                product.text("software_version").orElse(""),
                product.text("descriptor_version").orElse(""),
                texts(product.get("vnfm_info")),
                List.copyOf(flavours.values()),
                template.files().stream().map(ToscaFile::path).toList());
    }

    /** The product's data: properties of the VNF node in the top file. */
    private YamlMapping product(PackagePath entry) {
        for (Topology topology : template.topologies()) {
            List<Assigned> nodes = topology.nodesOf(StandardNames.VNF, descriptor.types());
            if (nodes.isEmpty()) {
                continue;
            }
            YamlMapping values = descriptor.properties().of(nodes.getFirst(), topology, OF_THE_FLAVOUR);
            values.text("descriptor_id")
                    .filter(id -> !UUID.matcher(id).matches())
                    .ifPresent(id -> problems.add(
                            values.get("descriptor_id").orElseThrow(),
                            "'descriptor_id': expected a UUID, got '" + id + "'"));
            return values;
        }
        if (problems.isEmpty()) {
            problems.add(
                    new Position(entry.value(), 1),
                    "the descriptor has no node template of a type derived from " + StandardNames.VNF);
        }
        return YamlMapping.empty(new Position(entry.value(), 1));
    }

    /** The flavour that a topology describes; empty for a top file that only tells the product's data. */
    private Optional<String> flavourId(Topology topology) {
        YamlMapping substitution = topology.substitution();
        Optional<String> type = substitution.text("node_type");
        if (type.isPresent()
                && descriptor.types().find(TypeKind.NODE, type.get()).isEmpty()) {
            problems.add(
                    substitution.get("node_type").orElse(substitution),
                    "unknown node type '" + type.get() + "'"
                            + descriptor.types().suggest(TypeKind.NODE, type.get()));
        }
        Optional<String> mapped = substitution.text("properties", "flavour_id");
        boolean mapsVnf = type.filter(t -> descriptor.types().derives(TypeKind.NODE, t, StandardNames.VNF))
                .isPresent();
        boolean hasVdus =
                !topology.nodesOf(StandardNames.COMPUTE, descriptor.types()).isEmpty();
        if (mapped.isPresent()) {
            return mapped;
        }
        if (!mapsVnf && !hasVdus) {
            return Optional.empty();
        }
        Optional<String> own = topology.nodesOf(StandardNames.VNF, descriptor.types()).stream()
                .findFirst()
                .flatMap(node -> VnfNode.values(descriptor, node, topology).text("flavour_id"));
        if (own.isEmpty() && hasVdus) {
            problems.add(
                    topology.position(),
                    "this template has VDUs but no flavour_id; expected it in the properties of"
                            + " substitution_mappings or of the VNF node");
        }
        return hasVdus ? own : Optional.empty();
    }

    private static List<String> texts(Optional<YamlNode> node) {
        return node.filter(YamlSequence.class::isInstance).stream()
                .flatMap(n -> ((YamlSequence) n).items().stream())
                .filter(YamlScalar.class::isInstance)
                .map(n -> ((YamlScalar) n).text())
                .toList();
    }
}
