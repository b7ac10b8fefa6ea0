package dev.davit.server.packages;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import java.io.IOException;
import java.nio.file.Path;

/** Reads package files. */
public interface PackageReader {

    /** Reads and checks everything, hashes included. @throws InvalidPackageException with all that is wrong */
    PackageContent read(Path file) throws InvalidPackageException, IOException;

    /** Opens a package that was read before. */
    Csar open(Path file) throws IOException;
}
