package dev.davit.lab.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image of one layer in the form that {@code docker save} writes and {@code docker load} reads (manifest.json, image
 * configuration, layer), written without an engine. The same input gives the same bytes.
 *
 * @param tag repository and tag, e.g. registry:2
 * @param layer an uncompressed tar file of the whole file system
 * @param config the members of the image configuration's {@code config}, spelled as Docker does: Cmd, Env, StopSignal ...
 */
record ImageArchive(String tag, Path layer, Map<String, Object> config) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CREATED = "2025-01-01T00:00:00Z";

    ImageArchive {
        config = new TreeMap<>(config);
    }

    void writeTo(OutputStream out) throws IOException {
        var layerHash = sha256(layer);
        var image = new TreeMap<String, Object>();
        image.put("architecture", architecture());
        image.put("os", "linux");
        image.put("created", CREATED);
        image.put("config", config);
        image.put("rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + layerHash)));
        image.put("history", List.of(new TreeMap<>(Map.of("created", CREATED, "created_by", "davit"))));
        var configBytes = JSON.writeValueAsBytes(image);
        var configName = hex(newSha256().digest(configBytes)) + ".json";
        var manifest = new TreeMap<String, Object>();
        manifest.put("Config", configName);
        manifest.put("RepoTags", List.of(tag));
        manifest.put("Layers", List.of(layerHash + "/layer.tar"));

        var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        entry(tar, layerHash + "/layer.tar", Files.size(layer));
        Files.copy(layer, tar);
        tar.closeArchiveEntry();
        file(tar, configName, configBytes);
        file(tar, "manifest.json", JSON.writeValueAsBytes(List.of(manifest)));
        tar.finish();
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        entry(tar, name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void entry(TarArchiveOutputStream tar, String name, long size) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0644);
        entry.setIds(0, 0);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
    }

    /** As Docker calls it. */
    static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case String other -> other;
        };
    }

    private static String sha256(Path file) throws IOException {
        var digest = newSha256();
        try (InputStream in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
