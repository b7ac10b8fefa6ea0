package dev.davit.cli.demo;

import dev.davit.cli.output.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container image with one small file and a program that waits, as {@code docker load} reads it; nothing needs to be
 * downloaded for it.
 */
final class HelloImage {
    private static final String PROGRAM = "wait";
    private static final int EXECUTABLE = 0100755;

    private HelloImage() {}

    /** @param name repository and tag @param text content of /hello.txt, which makes it an image of its own */
    static byte[] archive(String name, String text) throws IOException {
        byte[] layer = tar(Map.of("hello.txt", text.getBytes(StandardCharsets.UTF_8), PROGRAM, PauseProgram.bytes()));
        ObjectNode config = Json.object()
                .put("architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")
                .put("os", "linux")
                .put("created", Instant.now().toString());
        config.putObject("config").putArray("Entrypoint").add("/" + PROGRAM);
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add("sha256:" + sha256(layer));
        ObjectNode manifest = Json.object().put("Config", "config.json");
        manifest.putArray("RepoTags").add(name);
        manifest.putArray("Layers").add("layer.tar");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("layer.tar", layer);
        files.put("config.json", Json.write(config).getBytes(StandardCharsets.UTF_8));
        files.put("manifest.json", ("[" + Json.write(manifest) + "]").getBytes(StandardCharsets.UTF_8));
        return tar(files);
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                if (file.getKey().equals(PROGRAM)) {
                    entry.setMode(EXECUTABLE);
                }
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
