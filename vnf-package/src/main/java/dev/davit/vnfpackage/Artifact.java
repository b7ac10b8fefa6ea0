package dev.davit.vnfpackage;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Checksum;
import java.util.Optional;

/** A file of a package that is neither software image nor VNFD (VnfPackageArtifactInfo of SOL005 clause 9.5.3.3). */
public record Artifact(PackagePath path, Checksum checksum, Optional<String> contentType) {}
