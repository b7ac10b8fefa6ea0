package dev.davit.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the package of the benchmarks: one VDU, no driver, and on demand a large artifact that does not compress. */
final class BenchPackage {
    static final String VNFD_ID = "3f0c0b5e-6a53-4c0c-9f55-0c6d6f3c1f10";
    /** Of the package with the artifact, so that both can be onboarded. */
    private static final String LARGE_VNFD_ID = "3f0c0b5e-6a53-4c0c-9f55-0c6d6f3c1f11";

    private static final int CHUNK = 1 << 20;

    private BenchPackage() {}

    /** @param artifactMiB size of {@code Files/payload.bin}; 0 for none */
    static Path write(Path file, int artifactMiB) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            var meta = new StringBuilder("""
                    TOSCA-Meta-File-Version: 1.0
                    CSAR-Version: 1.1
                    Created-By: Davit bench
                    Entry-Definitions: Definitions/vnfd.yaml
                    """);
            if (artifactMiB > 0) {
                meta.append("""

                        Name: Files/payload.bin
                        Content-Type: application/octet-stream
                        Algorithm: SHA-256
                        Hash: %s
                        """.formatted(payload(zip, artifactMiB)));
            }
            text(zip, "TOSCA-Metadata/TOSCA.meta", meta.toString());
            try (var vnfd = BenchPackage.class.getResourceAsStream("/one-vdu/vnfd.yaml")) {
                String text = new String(vnfd.readAllBytes(), StandardCharsets.UTF_8);
                text(zip, "Definitions/vnfd.yaml", artifactMiB > 0 ? text.replace(VNFD_ID, LARGE_VNFD_ID) : text);
            }
        }
        return file;
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Writes the artifact stored, as images usually are. @return its SHA-256 */
    private static String payload(ZipOutputStream zip, int mebibytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        new Random(1).nextBytes(chunk);
        CRC32 crc = new CRC32();
        MessageDigest digest = sha256();
        for (int i = 0; i < mebibytes; i++) {
            crc.update(chunk);
            digest.update(chunk);
        }
        ZipEntry entry = new ZipEntry("Files/payload.bin");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) mebibytes * CHUNK);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        for (int i = 0; i < mebibytes; i++) {
            zip.write(chunk);
        }
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
