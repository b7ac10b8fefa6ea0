package dev.davit.lab.glance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes image data to its file and sums it up on the way. */
final class ImageData {
    /** @param size bytes @param md5 hex @param sha512 hex */
    record Sums(long size, String md5, String sha512) {}

    private ImageData() {}

    static Sums write(InputStream data, Path file) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha512 = digest("SHA-512");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long size;
            try (OutputStream out =
                    new DigestOutputStream(new DigestOutputStream(Files.newOutputStream(part), md5), sha512)) {
                byte[] buffer = new byte[1 << 17];
                size = 0;
                for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
                    out.write(buffer, 0, n);
                    size += n;
                }
            }
            Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return new Sums(
                    size, HexFormat.of().formatHex(md5.digest()), HexFormat.of().formatHex(sha512.digest()));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
