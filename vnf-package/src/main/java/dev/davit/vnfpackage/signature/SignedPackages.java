package dev.davit.vnfpackage.signature;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.DamagedFileException;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import dev.davit.vnfpackage.csar.ZipCsar;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Checks the signatures of VNF packages, and takes the CSAR out of a zip that holds it with its signature. */
public final class SignedPackages {
    private static final int LARGEST_SIGNATURE = 1 << 20;
    private static final int BUFFER = 256 << 10;

    private final CsarLimits limits;
    private final SignaturePolicy policy;

    public SignedPackages(CsarLimits limits, SignaturePolicy policy) {
        this.limits = limits;
        this.policy = policy;
    }

    /**
     * Checks a package's signature, if it has one.
     *
     * @param uploaded what a client brought: a CSAR, or a zip of a CSAR and its signature
     * @param unwrapped where the CSAR of such a zip is put; nothing is there when it is refused
     * @return the CSAR: one of the two
     * @throws InvalidPackageException when the signature is wrong, its signer is not trusted, or there is none and one is required
     */
    public Path csarOf(Path uploaded, Path unwrapped) throws IOException, InvalidPackageException {
        try (Csar zip = ZipCsar.open(uploaded, limits)) {
            Optional<SignedZip> signed = SignedZip.find(zip);
            if (signed.isPresent()) {
                unwrap(zip, signed.get(), unwrapped);
                return unwrapped;
            }
            Optional<ManifestSignature> manifest = ManifestSignature.find(zip, limits);
            if (manifest.isPresent()) {
                manifest.get().check(zip, this::requireTrusted);
            } else if (policy.required()) {
                throw new InvalidPackageException(
                        PackageProblem.of(
                                "the package is not signed, and this server takes signed packages only. Zip the CSAR with its"
                                        + " signature (SOL004 clause 5.1 option 2; 'davit package build --sign-key --sign-certificate')"));
            }
            return uploaded;
        }
    }

    private void unwrap(Csar zip, SignedZip parts, Path target) throws IOException, InvalidPackageException {
        byte[] signature = TextFiles.bytes(zip, parts.signature(), LARGEST_SIGNATURE);
        List<X509Certificate> beside = certificates(zip, parts.certificate());
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            CmsSignature.Signed signed;
            try (InputStream content = new BufferedInputStream(zip.open(parts.csar()), BUFFER);
                    FileChannel out = FileChannel.open(
                            draft,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                signed = CmsSignature.check(
                        SignatureFile.der(signature), beside, content, Channels.newOutputStream(out));
                requireTrusted(parts.signature(), signed);
                out.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (CmsSignature.WrongException e) {
            throw refused(parts.signature(), "the signature is wrong: " + e.getMessage());
        } catch (DamagedFileException e) {
            throw refused(e.path(), e.reason());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static List<X509Certificate> certificates(Csar zip, Optional<PackagePath> file)
            throws IOException, InvalidPackageException {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Certificates.of(TextFiles.bytes(zip, file.get(), LARGEST_SIGNATURE));
        } catch (CertificateException e) {
            throw refused(file.get(), "is no certificate (PEM or DER): " + e.getMessage());
        }
    }

    private void requireTrusted(PackagePath signature, CmsSignature.Signed signed)
            throws IOException, InvalidPackageException {
        if (policy.trusted().isEmpty()) {
            return;
        }
        // Read each time: an authority that is added or taken away counts at once.
        var trust = new Trust(Certificates.inFolder(policy.trusted().get()));
        for (X509Certificate signer : signed.signers()) {
            Optional<String> reason = trust.whyNot(signer, signed.certificates());
            if (reason.isPresent()) {
                throw refused(
                        signature,
                        "the signature is right, but its signer " + signer.getSubjectX500Principal()
                                + " is not trusted: " + reason.get());
            }
        }
    }

    static InvalidPackageException refused(PackagePath file, String message) {
        return new InvalidPackageException(PackageProblem.of(file.value(), message));
    }
}
