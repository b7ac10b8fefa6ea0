package dev.davit.server.packages;

import dev.davit.vnfpackage.Artifact;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.util.List;

/** What was read from a package when it was onboarded. @param artifacts listed files that are neither descriptor nor image */
public record PackageContent(Vnfd vnfd, List<Artifact> artifacts) {
    public PackageContent {
        artifacts = List.copyOf(artifacts);
    }
}
