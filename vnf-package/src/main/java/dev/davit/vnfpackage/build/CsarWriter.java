package dev.davit.vnfpackage.build;

import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.metadata.MetadataReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a CSAR (SOL004 clause 4.1, option with TOSCA-Metadata): the first block of TOSCA.meta as its author wrote it, then a
 * block with the SHA-256 of every file. Text is deflated; disk images and archives, which do not shrink, are stored. The same
 * input makes the same bytes.
 */
public final class CsarWriter {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "yaml", "application/yaml",
            "yml", "application/yaml",
            "py", "text/x-python",
            "sh", "text/x-shellscript",
            "img", "application/x-qemu-disk",
            "qcow2", "application/x-qemu-disk",
            "tar", "application/x-tar");
    private static final int BUFFER = 256 << 10;

    private final SortedMap<PackagePath, Content> files = new TreeMap<>();

    /** Adds a folder's files under their paths relative to it. Names that begin with a dot are left out. */
    public CsarWriter addFolder(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted().toList()) {
                Path relative = folder.relativize(file);
                if (Files.isDirectory(file) || isHidden(relative)) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    throw new IOException(file + " is a symbolic link; a VNF package holds plain files only");
                }
                add(new PackagePath(relative.toString()), new Content.OfFile(file));
            }
        }
        return this;
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Adds a file, or replaces the one that is there. */
    public CsarWriter add(PackagePath path, Content content) {
        files.put(path, content);
        return this;
    }

    public Content content(PackagePath path) throws NoSuchFileException {
        Content content = files.get(path);
        if (content == null) {
            throw new NoSuchFileException(path.value(), null, "not among the files of the new package");
        }
        return content;
    }

    /** @throws NoSuchFileException when no TOSCA.meta was added */
    public void write(Path zip) throws IOException {
        SortedMap<PackagePath, Fingerprint> fingerprints = new TreeMap<>();
        for (Map.Entry<PackagePath, Content> file : files.entrySet()) {
            if (!file.getKey().equals(MetadataReader.TOSCA_META)) {
                fingerprints.put(file.getKey(), Fingerprint.of(file.getValue()));
            }
        }
        byte[] meta = toscaMeta(fingerprints);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), BUFFER);
                ZipOutputStream archive = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            // First, so that a reader of the stream knows early what comes.
            put(
                    archive,
                    MetadataReader.TOSCA_META,
                    new Content.OfBytes(meta),
                    Fingerprint.of(new Content.OfBytes(meta)));
            for (Map.Entry<PackagePath, Fingerprint> file : fingerprints.entrySet()) {
                put(archive, file.getKey(), files.get(file.getKey()), file.getValue());
            }
        }
    }

    private byte[] toscaMeta(SortedMap<PackagePath, Fingerprint> fingerprints) throws IOException {
        String written;
        try (InputStream in = content(MetadataReader.TOSCA_META).open()) {
            written = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder meta = new StringBuilder();
        written.lines()
                .takeWhile(line -> !line.isBlank())
                .forEach(line -> meta.append(line).append('\n'));
        fingerprints.forEach((path, fingerprint) -> meta.append("\nName: ")
                .append(path)
                .append("\nContent-Type: ")
                .append(CONTENT_TYPES.getOrDefault(extension(path), "application/octet-stream"))
                .append("\nAlgorithm: SHA-256\nHash: ")
                .append(fingerprint.sha256)
                .append('\n'));
        return meta.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream archive, PackagePath path, Content content, Fingerprint fingerprint)
            throws IOException {
        ZipEntry entry = new ZipEntry(path.value());
        entry.setTimeLocal(TIME);
        if (CONTENT_TYPES.getOrDefault(extension(path), "application/x-").startsWith("application/x-")) {
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(fingerprint.size);
            entry.setCrc(fingerprint.crc);
        }
        archive.putNextEntry(entry);
        try (InputStream in = content.open()) {
            in.transferTo(archive);
        }
        archive.closeEntry();
    }

    private static String extension(PackagePath path) {
        String name = path.fileName();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** What a zip and TOSCA.meta say of a file before its content. */
    private record Fingerprint(long size, long crc, String sha256) {
        static Fingerprint of(Content content) throws IOException {
            CRC32 crc = new CRC32();
            MessageDigest digest = DigestAlgorithm.SHA_256.newDigest();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            try (InputStream in = content.open()) {
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    crc.update(buffer, 0, got);
                    digest.update(buffer, 0, got);
                    size += got;
                }
            }
            return new Fingerprint(size, crc.getValue(), HexFormat.of().formatHex(digest.digest()));
        }
    }
}
