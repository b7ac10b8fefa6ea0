package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds and reads what a package says of itself: TOSCA.meta (SOL004 option 1), or the one YAML file at the root with its
 * manifest (option 2).
 */
public final class MetadataReader {
    public static final PackagePath TOSCA_META = new PackagePath("TOSCA-Metadata/TOSCA.meta");

    private final Csar csar;
    private final CsarLimits limits;
    private final List<PackageProblem> problems = new ArrayList<>();
    private final List<ListedFile> files = new ArrayList<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final Set<PackagePath> own = new HashSet<>();

    private MetadataReader(Csar csar, CsarLimits limits) {
        this.csar = csar;
        this.limits = limits;
    }

    public static PackageMetadata read(Csar csar, CsarLimits limits) throws IOException, InvalidPackageException {
        return new MetadataReader(csar, limits).read();
    }

    private PackageMetadata read() throws IOException, InvalidPackageException {
        Optional<PackagePath> entry = csar.contains(TOSCA_META) ? fromToscaMeta() : fromRoot();
        for (ListedFile file : files) {
            if (!csar.contains(file.path())) {
                problems.add(PackageProblem.of(
                        file.position().file(),
                        file.position().line(),
                        "lists '" + file.path() + "', which is not in the package"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPackageException(problems);
        }
        return new PackageMetadata(entry.orElseThrow(), attributes, files, own);
    }

    private Optional<PackagePath> fromToscaMeta() throws IOException, InvalidPackageException {
        own.add(TOSCA_META);
        List<Block> blocks = ToscaMeta.parse(TOSCA_META.value(), text(TOSCA_META), problems);
        if (blocks.isEmpty()) {
            problems.add(PackageProblem.of(TOSCA_META.value(), 1, "the file is empty; expected Entry-Definitions"));
            return Optional.empty();
        }
        Block head = blocks.getFirst();
        attributes.putAll(head.values());
        for (Block block : blocks.subList(1, blocks.size())) {
            String key = block.get("Name").isPresent() ? "Name" : "Source";
            if (block.get(key).isEmpty()) {
                String first = block.values().keySet().iterator().next();
                problems.add(PackageProblem.of(
                        TOSCA_META.value(), block.position(first).line(), "this block has no Name"));
            } else {
                block.listedFile(key, problems).ifPresent(files::add);
            }
        }
        String manifestKey = head.get("ETSI-Entry-Manifest").isPresent() ? "ETSI-Entry-Manifest" : "Entry-Manifest";
        Optional<PackagePath> manifest = head.path(manifestKey, problems);
        if (manifest.isPresent() && !csar.contains(manifest.get())) {
            problems.add(PackageProblem.of(
                    TOSCA_META.value(),
                    head.position(manifestKey).line(),
                    manifestKey + " names '" + manifest.get() + "', which is not in the package"));
        } else if (manifest.isPresent()) {
            manifest(manifest.get());
        }
        if (head.get("Entry-Definitions").isEmpty()) {
            problems.add(PackageProblem.of(TOSCA_META.value(), 1, "the first block has no Entry-Definitions"));
        }
        Optional<PackagePath> entry = head.path("Entry-Definitions", problems);
        if (entry.isPresent() && !csar.contains(entry.get())) {
            problems.add(PackageProblem.of(
                    TOSCA_META.value(),
                    head.position("Entry-Definitions").line(),
                    "Entry-Definitions names '" + entry.get() + "', which is not in the package"));
        }
        return entry;
    }

    private Optional<PackagePath> fromRoot() throws IOException, InvalidPackageException {
        List<PackagePath> root =
                csar.paths().stream().filter(p -> !p.value().contains("/")).toList();
        List<PackagePath> definitions =
                root.stream().filter(p -> p.value().matches(".*\\.ya?ml")).toList();
        for (PackagePath path : root) {
            if (path.value().endsWith(".mf")) {
                manifest(path);
            }
        }
        if (definitions.size() == 1) {
            return Optional.of(definitions.getFirst());
        }
        problems.add(PackageProblem.of("the package has no " + TOSCA_META + ", and "
                + (definitions.isEmpty()
                        ? "no YAML file at its root"
                        : "several YAML files at its root ("
                                + definitions.stream().map(PackagePath::value).collect(Collectors.joining(", ")) + ")")
                + "; expected one of the two to tell the entry definitions"));
        return Optional.empty();
    }

    private void manifest(PackagePath path) throws IOException, InvalidPackageException {
        own.add(path);
        Manifest manifest = Manifest.parse(path.value(), text(path), problems);
        attributes.putAll(manifest.metadata());
        files.addAll(manifest.files());
    }

    private String text(PackagePath path) throws IOException, InvalidPackageException {
        return TextFiles.text(csar, path, limits.maxMetadataSize());
    }
}
