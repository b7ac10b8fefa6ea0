package dev.davit.vnfpackage.signature;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a zip that holds a signed CSAR (SOL004 v2.6.1 clause 5.1, option 2): the CSAR, its signature and, unless the
 * signature has it inside, the signer's certificate; all at the root, of one name with different extensions.
 */
record SignedZip(PackagePath csar, PackagePath signature, Optional<PackagePath> certificate) {
    private static final Set<String> PACKAGES = Set.of("csar", "zip");
    private static final Set<String> SIGNATURES = Set.of("cms", "p7s", "sig");
    private static final Set<String> CERTIFICATES = Set.of("cert", "crt", "cer", "pem");
    private static final int MOST_FILES = 3;

    /** Empty when the zip is no such zip but, for all that can be seen, a CSAR. */
    static Optional<SignedZip> find(Csar zip) throws InvalidPackageException {
        Set<PackagePath> paths = zip.paths();
        if (paths.isEmpty() || paths.stream().anyMatch(p -> p.value().contains("/") || isYaml(p))) {
            return Optional.empty();
        }
        List<PackagePath> packages = of(paths, PACKAGES);
        List<PackagePath> signatures = of(paths, SIGNATURES);
        List<PackagePath> certificates = of(paths, CERTIFICATES);
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        int known = packages.size() + signatures.size() + certificates.size();
        if (packages.size() != 1
                || signatures.size() != 1
                || certificates.size() > 1
                || known != paths.size()
                || known > MOST_FILES) {
            throw new InvalidPackageException(PackageProblem.of(
                    "the zip holds a CSAR, so a signature (.cms) is expected beside it and at most one certificate"
                            + " (.cert), nothing else; it holds "
                            + String.join(
                                    ", ", paths.stream().map(PackagePath::value).toList())));
        }
        return Optional.of(new SignedZip(
                packages.getFirst(),
                signatures.getFirst(),
                certificates.stream().findFirst()));
    }

    private static boolean isYaml(PackagePath path) {
        return Set.of("yaml", "yml").contains(extension(path));
    }

    private static List<PackagePath> of(Set<PackagePath> paths, Set<String> extensions) {
        return paths.stream().filter(p -> extensions.contains(extension(p))).toList();
    }

    private static String extension(PackagePath path) {
        String name = path.fileName();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
