package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.TypeKind;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the software image of a VDU or storage: sw_image_data and the artifact of type SwImage. */
final class ImageReader {
    private final Descriptor descriptor;

    ImageReader(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    Optional<SwImage> read(Assigned node, YamlMapping properties) {
        List<Assigned.Artifact> artifacts = node.artifacts(descriptor.types(), descriptor.problems()).values().stream()
                .filter(a -> descriptor.types().derives(TypeKind.ARTIFACT, a.type(), StandardNames.SW_IMAGE))
                .toList();
        Optional<YamlMapping> data = properties.mapping("sw_image_data");
        if (artifacts.size() > 1) {
            descriptor
                    .problems()
                    .add(
                            artifacts.get(1).position(),
                            "'" + node.name() + "' has a second artifact of type " + StandardNames.SW_IMAGE
                                    + "; expected one");
        }
        if (data.isEmpty() && !artifacts.isEmpty()) {
            descriptor
                    .problems()
                    .add(
                            node.position(),
                            "'" + node.name()
                                    + "' has a software image artifact, but no property 'sw_image_data' that describes it");
        }
        Optional<PackagePath> file = artifacts.stream().findFirst().flatMap(descriptor::file);
        return data.map(d -> image(node.name(), d, file));
    }

    private SwImage image(String node, YamlMapping data, Optional<PackagePath> file) {
        return new SwImage(
                node,
                data.text("name").orElse(""),
                data.text("version").orElse(""),
                checksum(data),
                data.text("container_format").orElse("bare").toLowerCase(Locale.ROOT),
                data.text("disk_format").orElse("raw").toLowerCase(Locale.ROOT),
                Scalars.sizeInt(Scalars.GIB, data, "min_disk"),
                Scalars.sizeInt(Scalars.MIB, data, "min_ram"),
                Scalars.size(1, data, "size").orElse(0L),
                file);
    }

    private Optional<Checksum> checksum(YamlMapping data) {
        Optional<String> hash = data.text("checksum", "hash");
        Optional<DigestAlgorithm> algorithm = data.text("checksum", "algorithm").flatMap(DigestAlgorithm::ofName);
        if (hash.isEmpty() || algorithm.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> wrong = algorithm.get().whyNot(hash.get());
        wrong.ifPresent(
                w -> descriptor.problems().add(data.at("checksum", "hash").orElse(data), "'checksum.hash': " + w));
        return wrong.isPresent()
                ? Optional.empty()
                : Optional.of(algorithm.get().checksum(hash.get()));
    }
}
