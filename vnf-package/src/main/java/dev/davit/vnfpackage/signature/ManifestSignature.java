package dev.davit.vnfpackage.signature;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.metadata.ListedFile;
import dev.davit.vnfpackage.metadata.MetadataReader;
import dev.davit.vnfpackage.metadata.PackageMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CSAR whose manifest ends with a signature (SOL004 v2.6.1 clause 5.2, option 1). The signature covers the manifest up to it,
 * and through the manifest's hashes the files that it lists; so every file must be listed, with a hash that is checked as that
 * of any listed file is.
 *
 * @param manifest the file
 * @param signed the bytes before the signature
 * @param signature PEM
 */
record ManifestSignature(PackageMetadata metadata, PackagePath manifest, byte[] signed, byte[] signature) {
    private static final String BEGIN = "-----BEGIN CMS-----";
    private static final int LARGEST_CERTIFICATE = 1 << 20;

    interface TrustCheck {
        void require(PackagePath signature, CmsSignature.Signed signed) throws IOException, InvalidPackageException;
    }

    /** Empty when the CSAR has no manifest, or one that is not signed. */
    static Optional<ManifestSignature> find(Csar csar, CsarLimits limits) throws IOException, InvalidPackageException {
        PackageMetadata metadata = MetadataReader.read(csar, limits);
        for (PackagePath path : metadata.own()) {
            byte[] bytes = TextFiles.bytes(csar, path, limits.maxMetadataSize());
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int begin = text.startsWith(BEGIN) ? 0 : text.indexOf("\n" + BEGIN) + 1;
            if (!path.equals(MetadataReader.TOSCA_META) && (begin > 0 || text.startsWith(BEGIN))) {
                return Optional.of(new ManifestSignature(
                        metadata,
                        path,
                        text.substring(0, begin).getBytes(StandardCharsets.ISO_8859_1),
                        text.substring(begin).getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return Optional.empty();
    }

    void check(Csar csar, TrustCheck trust) throws IOException, InvalidPackageException {
        Optional<PackagePath> certificate = certificate();
        try {
            var signers = CmsSignature.check(
                    SignatureFile.der(signature),
                    certificates(csar, certificate),
                    new ByteArrayInputStream(signed),
                    OutputStream.nullOutputStream());
            trust.require(manifest, signers);
        } catch (CmsSignature.WrongException e) {
            throw SignedPackages.refused(manifest, "the signature at its end is wrong: " + e.getMessage());
        }
        Set<PackagePath> covered = new HashSet<>();
        covered.add(manifest);
        certificate.ifPresent(covered::add);
        metadata.files().stream()
                .filter(f -> f.position().file().equals(manifest.value())
                        && f.checksum().isPresent())
                .map(ListedFile::path)
                .forEach(covered::add);
        List<PackageProblem> open = csar.paths().stream()
                .filter(path -> !covered.contains(path))
                .map(path -> PackageProblem.of(
                        path.value(), "is not covered by the signature: " + manifest + " lists no hash of it"))
                .toList();
        if (!open.isEmpty()) {
            throw new InvalidPackageException(open);
        }
    }

    private Optional<PackagePath> certificate() throws InvalidPackageException {
        String named = metadata.attributes()
                .getOrDefault("ETSI-Entry-Certificate", metadata.attributes().getOrDefault("Entry-Certificate", ""));
        try {
            return named.isEmpty() ? Optional.empty() : Optional.of(new PackagePath(named));
        } catch (IllegalArgumentException e) {
            throw SignedPackages.refused(MetadataReader.TOSCA_META, "Entry-Certificate: " + e.getMessage());
        }
    }

    private List<X509Certificate> certificates(Csar csar, Optional<PackagePath> file)
            throws IOException, InvalidPackageException {
        if (file.isEmpty()) {
            return List.of();
        }
        if (!csar.contains(file.get())) {
            throw SignedPackages.refused(
                    MetadataReader.TOSCA_META,
                    "names the certificate '" + file.get() + "', which is not in the package");
        }
        try {
            return Certificates.of(TextFiles.bytes(csar, file.get(), LARGEST_CERTIFICATE));
        } catch (CertificateException e) {
            throw SignedPackages.refused(file.get(), "is no certificate (PEM or DER): " + e.getMessage());
        }
    }
}
