package dev.davit.server.rest.vnfpkgm;

import dev.davit.server.packages.PackageContent;
import dev.davit.server.packages.VnfPackage;
import dev.davit.vnfpackage.Artifact;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** VnfPkgInfo as JSON (SOL005 v2.6.1 clause 9.5.2.5; onboardingFailureDetails as in later versions). */
final class PackageView {
    static final String ROOT = "/vnfpkgm/v1/vnf_packages";
    /** The attributes that a list leaves out unless asked for. */
    static final Set<String> COMPLEX =
            Set.of("checksum", "softwareImages", "additionalArtifacts", "userDefinedData", "onboardingFailureDetails");

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private PackageView() {}

    /** Links in this API are paths. */
    static String path(UUID id) {
        return ROOT + "/" + id;
    }

    static ObjectNode json(VnfPackage vnfPackage) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("id", vnfPackage.id().toString());
        vnfPackage.content().ifPresent(content -> product(node, content.vnfd()));
        node.put("onboardingState", vnfPackage.onboardingState().name())
                .put("operationalState", vnfPackage.operationalState().name())
                .put("usageState", vnfPackage.inUse() ? "IN_USE" : "NOT_IN_USE")
                .set("userDefinedData", vnfPackage.userDefinedData());
        vnfPackage.content().ifPresent(content -> {
            vnfPackage.stored().ifPresent(stored -> checksum(node, Optional.of(stored.checksum())));
            images(node, vnfPackage, content.vnfd());
            artifacts(node, content);
        });
        vnfPackage.failure().ifPresent(failure -> {
            ObjectNode details = node.putObject("onboardingFailureDetails")
                    .put("title", failure.title())
                    .put("status", failure.status())
                    .put("detail", failure.detail());
            if (!failure.invalid().isEmpty()) {
                ArrayNode invalid = details.putArray("invalidParams");
                failure.invalid()
                        .forEach(
                                i -> invalid.addObject().put("param", i.field()).put("reason", i.reason()));
            }
        });
        ObjectNode links = node.putObject("_links");
        links.putObject("self").put("href", path(vnfPackage.id()));
        links.putObject("packageContent").put("href", path(vnfPackage.id()) + "/package_content");
        if (vnfPackage.content().isPresent()) {
            links.putObject("vnfd").put("href", path(vnfPackage.id()) + "/vnfd");
        }
        return node;
    }

    private static void product(ObjectNode node, Vnfd vnfd) {
        node.put("vnfdId", vnfd.id())
                .put("vnfProvider", vnfd.provider())
                .put("vnfProductName", vnfd.productName())
                .put("vnfSoftwareVersion", vnfd.softwareVersion())
                .put("vnfdVersion", vnfd.version());
    }

    private static void images(ObjectNode node, VnfPackage vnfPackage, Vnfd vnfd) {
        if (vnfd.images().isEmpty()) {
            return;
        }
        ArrayNode array = node.putArray("softwareImages");
        for (SwImage image : vnfd.images()) {
            ObjectNode entry = array.addObject()
                    .put("id", image.node())
                    .put("name", image.name())
                    .put("provider", vnfd.provider())
                    .put("version", image.version());
            checksum(entry, image.checksum());
            entry.put("containerFormat", image.containerFormat())
                    .put("diskFormat", image.diskFormat())
                    .put(
                            "createdAt",
                            vnfPackage
                                    .createdAt()
                                    .truncatedTo(ChronoUnit.MICROS)
                                    .toString())
                    .put("minDisk", image.minDiskGiB() * GIB)
                    .put("minRam", image.minRamMiB() * MIB)
                    .put("size", image.sizeBytes())
                    .put("imagePath", image.file().map(PackagePath::value).orElse(""))
                    .putObject("userMetadata");
        }
    }

    private static void artifacts(ObjectNode node, PackageContent content) {
        if (content.artifacts().isEmpty()) {
            return;
        }
        ArrayNode array = node.putArray("additionalArtifacts");
        for (Artifact artifact : content.artifacts()) {
            ObjectNode entry =
                    array.addObject().put("artifactPath", artifact.path().value());
            checksum(entry, Optional.of(artifact.checksum()));
            entry.putObject("metadata");
        }
    }

    private static void checksum(ObjectNode node, Optional<Checksum> checksum) {
        checksum.ifPresent(
                c -> node.putObject("checksum").put("algorithm", c.algorithm()).put("hash", c.hash()));
    }
}
