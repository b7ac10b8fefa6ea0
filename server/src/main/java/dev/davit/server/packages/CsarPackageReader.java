package dev.davit.server.packages;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.VnfPackageContents;
import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.ZipCsar;
import dev.davit.vnfpackage.signature.SignaturePolicy;
import dev.davit.vnfpackage.signature.SignedPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads packages as SOL004 has them, signed or not. The CSAR inside a signed one is kept beside it. */
public final class CsarPackageReader implements PackageReader {
    private final CsarLimits limits;
    private final SignedPackages signatures;

    public CsarPackageReader(CsarLimits limits, SignaturePolicy policy) {
        this.limits = limits;
        this.signatures = new SignedPackages(limits, policy);
    }

    @Override
    public PackageContent read(Path file) throws InvalidPackageException, IOException {
        Path csar = signatures.csarOf(file, PackageFiles.unwrapped(file));
        VnfPackageContents contents = VnfPackageReader.read(csar, limits);
        return new PackageContent(contents.vnfd(), contents.artifacts());
    }

    @Override
    public Csar open(Path file) throws IOException {
        try {
            Path unwrapped = PackageFiles.unwrapped(file);
            return ZipCsar.open(Files.exists(unwrapped) ? unwrapped : file, limits);
        } catch (InvalidPackageException e) {
            throw new IOException("The stored VNF package " + file + " was changed after it was onboarded", e);
        }
    }
}
