package dev.davit.vnfpackage.build;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.csar.ZipCsar;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.digest.FileDigests;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts the true hashes of image files into a descriptor. A hash is long and unique, so replacing its text in the YAML files keeps
 * their comments and layout.
 */
final class ImageChecksums {
    private ImageChecksums() {}

    /** The descriptor's files that must change, with their new text; empty when all hashes are right. */
    static Map<PackagePath, Content> corrections(Path zip) throws IOException, InvalidPackageException {
        try (Csar csar = ZipCsar.open(zip, CsarLimits.DEFAULTS)) {
            Vnfd vnfd = VnfPackageReader.readVnfd(csar, CsarLimits.DEFAULTS);
            Map<String, String> replacements = new HashMap<>();
            for (SwImage image : vnfd.images()) {
                if (image.file().isPresent() && image.checksum().isPresent()) {
                    Checksum stated = image.checksum().get();
                    Checksum actual = actual(csar, image.file().get(), stated);
                    String other = replacements.put(stated.hash(), actual.hash());
                    if (other != null && !other.equals(actual.hash())) {
                        throw new InvalidPackageException(PackageProblem.of(
                                "two different images have the same hash in the VNFD: " + stated.hash()));
                    }
                }
            }
            replacements.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
            return corrected(csar, vnfd, replacements);
        }
    }

    private static Checksum actual(Csar csar, PackagePath path, Checksum stated)
            throws IOException, InvalidPackageException {
        DigestAlgorithm algorithm = DigestAlgorithm.ofName(stated.algorithm()).orElseThrow();
        FileDigests.Result result = FileDigests.of(csar, Map.of(path, Set.of(algorithm)));
        if (!result.problems().isEmpty()) {
            throw new InvalidPackageException(result.problems());
        }
        return result.checksums().get(path).get(algorithm);
    }

    private static Map<PackagePath, Content> corrected(Csar csar, Vnfd vnfd, Map<String, String> replacements)
            throws IOException, InvalidPackageException {
        Map<PackagePath, Content> corrected = new HashMap<>();
        for (PackagePath path : vnfd.files()) {
            String text = TextFiles.text(csar, path, CsarLimits.DEFAULTS.yaml().maxBytes());
            String changed = text;
            for (Map.Entry<String, String> replacement : replacements.entrySet()) {
                changed = changed.replaceAll("(?i)" + replacement.getKey(), replacement.getValue());
            }
            if (!changed.equals(text)) {
                corrected.put(path, new Content.OfBytes(changed.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return corrected;
    }
}
