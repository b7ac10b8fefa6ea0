package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.csar.PackagePath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a package says of itself (SOL004 v2.6.1 clauses 4.1 to 4.3).
 *
 * @param entryDefinitions the VNFD's main file
 * @param attributes the keys of TOSCA.meta's first block and of the manifest's metadata section
 * @param files listed files, TOSCA.meta's first
 * @param own the metadata files themselves
 */
public record PackageMetadata(
        PackagePath entryDefinitions, Map<String, String> attributes, List<ListedFile> files, Set<PackagePath> own) {
    public PackageMetadata {
        attributes = Map.copyOf(attributes);
        files = List.copyOf(files);
        own = Set.copyOf(own);
    }
}
