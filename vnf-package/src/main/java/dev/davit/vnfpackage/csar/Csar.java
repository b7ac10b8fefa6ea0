package dev.davit.vnfpackage.csar;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Read access to the files of one VNF package (a CSAR, ETSI GS NFV-SOL004 clause 4). Nothing is unpacked to disk: files
 * are streamed out of the zip. Safe for use by several threads.
 */
public interface Csar extends Closeable {

    /** The paths of all plain files of the package. */
    Set<PackagePath> paths();

    default boolean contains(PackagePath path) {
        return paths().contains(path);
    }

    /** The uncompressed size in bytes. */
    long size(PackagePath path) throws IOException;

    /**
     * The bytes of one file.
     *
     * @throws java.nio.file.NoSuchFileException when the package has no such file
     */
    InputStream open(PackagePath path) throws IOException;
}
