package dev.davit.vnfpackage;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.ZipCsar;
import dev.davit.vnfpackage.descriptor.VnfdReader;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.digest.FileDigests;
import dev.davit.vnfpackage.metadata.ListedFile;
import dev.davit.vnfpackage.metadata.MetadataReader;
import dev.davit.vnfpackage.metadata.PackageMetadata;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads VNF packages (SOL004). {@link #read} is onboarding: everything is checked, and each listed file and each software image
 * is hashed, in one pass over its bytes. {@link #readVnfd} is for a package that was onboarded: it takes a few milliseconds.
 */
public final class VnfPackageReader {
    private VnfPackageReader() {}

    /**
     * Checks the package and tells what is in it.
     *
     * @throws InvalidPackageException with every problem that the first failing stage found; the stages are the zip, the package
     *     metadata, the descriptor, the hashes
     */
    public static VnfPackageContents read(Path zip, CsarLimits limits) throws IOException, InvalidPackageException {
        try (Csar csar = ZipCsar.open(zip, limits)) {
            PackageMetadata metadata = MetadataReader.read(csar, limits);
            Vnfd vnfd = VnfdReader.read(csar, metadata.entryDefinitions(), limits);
            Map<PackagePath, Map<DigestAlgorithm, Checksum>> checksums = verify(csar, metadata, vnfd.images());
            return new VnfPackageContents(vnfd, artifacts(metadata, vnfd, checksums), vnfd.images());
        }
    }

    /** The descriptor of a package that was read before. Nothing is hashed. */
    public static Vnfd readVnfd(Csar csar, CsarLimits limits) throws IOException, InvalidPackageException {
        return VnfdReader.read(csar, MetadataReader.read(csar, limits).entryDefinitions(), limits);
    }

    private static Map<PackagePath, Map<DigestAlgorithm, Checksum>> verify(
            Csar csar, PackageMetadata metadata, List<SwImage> images) throws IOException, InvalidPackageException {
        List<Expectation> expectations = expectations(metadata, images);
        Map<PackagePath, Set<DigestAlgorithm>> wanted = new LinkedHashMap<>();
        for (ListedFile file : metadata.files()) {
            wanted.computeIfAbsent(file.path(), p -> EnumSet.noneOf(DigestAlgorithm.class));
        }
        for (Expectation e : expectations) {
            wanted.computeIfAbsent(e.path, p -> EnumSet.noneOf(DigestAlgorithm.class))
                    .add(e.algorithm());
        }
        wanted.values().stream().filter(Set::isEmpty).forEach(algorithms -> algorithms.add(DigestAlgorithm.SHA_256));
        FileDigests.Result result = FileDigests.of(csar, wanted);
        Set<PackageProblem> problems = new LinkedHashSet<>(result.problems());
        for (Expectation e : expectations) {
            Map<DigestAlgorithm, Checksum> found = result.checksums().getOrDefault(e.path, Map.of());
            Checksum actual = found.get(e.algorithm());
            if (actual != null && !actual.equals(e.checksum)) {
                problems.add(PackageProblem.of(
                        e.path.value(),
                        "the " + e.algorithm().jcaName() + " hash is " + actual.hash() + "; " + e.source + " says "
                                + e.checksum.hash()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPackageException(new ArrayList<>(problems));
        }
        return result.checksums();
    }

    /** A hash that a file must have, and who says so. */
    private record Expectation(PackagePath path, Checksum checksum, String source) {
        DigestAlgorithm algorithm() {
            return DigestAlgorithm.ofName(checksum.algorithm()).orElseThrow();
        }
    }

    private static List<Expectation> expectations(PackageMetadata metadata, List<SwImage> images) {
        List<Expectation> expectations = new ArrayList<>();
        for (ListedFile file : metadata.files()) {
            file.checksum()
                    .ifPresent(c -> expectations.add(
                            new Expectation(file.path(), c, file.position().toString())));
        }
        for (SwImage image : images) {
            image.file()
                    .ifPresent(path -> image.checksum()
                            .ifPresent(c -> expectations.add(
                                    new Expectation(path, c, "sw_image_data of '" + image.node() + "' in the VNFD"))));
        }
        return expectations;
    }

    private static List<Artifact> artifacts(
            PackageMetadata metadata, Vnfd vnfd, Map<PackagePath, Map<DigestAlgorithm, Checksum>> checksums) {
        Set<PackagePath> others = new HashSet<>(metadata.own());
        others.addAll(vnfd.files());
        vnfd.images().forEach(i -> i.file().ifPresent(others::add));
        Map<PackagePath, Artifact> artifacts = new LinkedHashMap<>();
        for (ListedFile file : metadata.files()) {
            if (!others.contains(file.path())) {
                Checksum checksum = file.checksum()
                        .orElseGet(() ->
                                checksums.get(file.path()).values().iterator().next());
                artifacts.putIfAbsent(file.path(), new Artifact(file.path(), checksum, file.contentType()));
            }
        }
        return List.copyOf(artifacts.values());
    }
}
