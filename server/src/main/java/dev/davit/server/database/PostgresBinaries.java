package dev.davit.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the class path.
 *
 * @param folder has bin, lib and share
 * @param version e.g. 18.6
 */
record PostgresBinaries(Path folder, String version) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The first number of the version, which decides whether a data directory can be used. */
    String major() {
        return version.substring(0, version.indexOf('.'));
    }

    /** Unpacks into {@code parent/version} unless that is there; a half-unpacked folder never gets that name. */
    static PostgresBinaries unpackOnce(Path parent) {
        String packaged = packagedVersion();
        Path folder = parent.toAbsolutePath().resolve(packaged);
        // The artifacts' third number counts repackagings of one PostgreSQL release.
        var binaries = new PostgresBinaries(folder, packaged.substring(0, packaged.lastIndexOf('.')));
        if (Files.isExecutable(binaries.program("postgres"))) {
            return binaries;
        }
        try {
            long start = System.nanoTime();
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, ".unpacking-");
            try {
                unpack(fresh);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                if (!Files.isExecutable(binaries.program("postgres"))) {
                    throw e;
                }
                LOG.debug("{} has been unpacked by another process meanwhile", folder);
            } finally {
                deleteTree(fresh);
            }
            LOG.info(
                    "unpacked PostgreSQL {} into {} in {} ms",
                    packaged,
                    folder,
                    (System.nanoTime() - start) / 1_000_000);
            return binaries;
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "PostgreSQL " + packaged + " could not be unpacked into " + folder + ": " + e
                            + ". It needs about 60 MB there; --data-dir names another place.",
                    e);
        }
    }

    private static String packagedVersion() {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("postgresql.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void unpack(Path target) throws IOException {
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        String resource = "/postgres-linux-" + architecture + ".txz";
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new DatabaseStartException("Davit brings no PostgreSQL for this machine ("
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + "). Give it one with --database-url.");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive of PostgreSQL holds the path " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) { // Archives to link with are of no use here.
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
