package dev.davit.vnfpackage;

import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.util.List;

/**
 * What onboarding learns from a package (VnfPkgInfo of SOL005 clause 9.5.2.5).
 *
 * @param artifacts additionalArtifacts: the listed files that are no software images and not part of the VNFD
 * @param images softwareImages of all flavours
 */
public record VnfPackageContents(Vnfd vnfd, List<Artifact> artifacts, List<SwImage> images) {
    public VnfPackageContents {
        artifacts = List.copyOf(artifacts);
        images = List.copyOf(images);
    }
}
