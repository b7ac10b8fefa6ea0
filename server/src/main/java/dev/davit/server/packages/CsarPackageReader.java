package dev.davit.server.packages;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.VnfPackageContents;
import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.ZipCsar;
import java.io.IOException;
import java.nio.file.Path;

/** Reads packages as SOL004 has them. */
public final class CsarPackageReader implements PackageReader {
    private final CsarLimits limits;

    public CsarPackageReader(CsarLimits limits) {
        this.limits = limits;
    }

    @Override
    public PackageContent read(Path file) throws InvalidPackageException, IOException {
        VnfPackageContents contents = VnfPackageReader.read(file, limits);
        return new PackageContent(contents.vnfd(), contents.artifacts());
    }

    @Override
    public Csar open(Path file) throws IOException {
        try {
            return ZipCsar.open(file, limits);
        } catch (InvalidPackageException e) {
            throw new IOException("The stored VNF package " + file + " was changed after it was onboarded", e);
        }
    }
}
