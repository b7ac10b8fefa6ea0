package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.yaml.Position;
import java.util.Optional;

/** A file that TOSCA.meta or the manifest lists. @param position where it is listed @param checksum what its digest must be */
public record ListedFile(
        PackagePath path, Optional<Checksum> checksum, Optional<String> contentType, Position position) {}
