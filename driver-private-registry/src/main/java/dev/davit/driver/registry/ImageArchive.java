package dev.davit.driver.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in a file made by "docker save" (or "docker save | gzip"), read from its manifest.json.
 *
 * @param images how many images it has; the first one counts
 * @param configDigest sha256 of the image's configuration: its id in Docker's classic image store
 * @param tag the first repository:tag it is saved under, if any
 */
record ImageArchive(int images, String configDigest, Optional<String> tag) {
    private static final int MAX_MANIFEST = 1 << 20;
    private static final int MAX_ENTRIES = 20_000;
    private static final Pattern CONFIG = Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** It is no image; the message says why. */
    static final class NotAnImageException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnImageException(String message) {
            super(message);
        }
    }

    /** What Docker can be asked for: the tag, else the id. */
    String reference() {
        return tag.orElse("sha256:" + configDigest);
    }

    /** Reads all of the stream. */
    static ImageArchive read(InputStream file) throws IOException, NotAnImageException {
        Optional<JsonNode> manifest = Optional.empty();
        Set<String> names = new HashSet<>();
        try (var tar = new TarArchiveInputStream(decompressed(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                if (names.size() > MAX_ENTRIES) {
                    throw new NotAnImageException("it has more than " + MAX_ENTRIES + " entries");
                }
                if (entry.getName().equals("manifest.json")) {
                    manifest = Optional.of(json(tar.readNBytes(MAX_MANIFEST)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            if (names.isEmpty()) {
                throw new NotAnImageException("it is no tar file");
            }
            throw new NotAnImageException("the tar file is damaged or cut off: " + e.getMessage());
        }
        if (names.isEmpty()) {
            throw new NotAnImageException("it is no tar file");
        }
        return describe(
                manifest.orElseThrow(() -> new NotAnImageException("the tar file has no manifest.json")), names);
    }

    private static ImageArchive describe(JsonNode manifest, Set<String> names) throws NotAnImageException {
        JsonNode image = manifest.path(0);
        Matcher config = CONFIG.matcher(image.path("Config").asString(""));
        if (!manifest.isArray() || !config.matches()) {
            throw new NotAnImageException("its manifest.json names no image");
        }
        if (!names.contains(config.group())) {
            throw new NotAnImageException("it lacks the image's configuration " + config.group());
        }
        for (JsonNode layer : image.path("Layers")) {
            if (!names.contains(layer.asString(""))) {
                throw new NotAnImageException("it lacks a layer of the image");
            }
        }
        Optional<String> tag = Optional.of(image.path("RepoTags").path(0).asString(""))
                .filter(text -> REFERENCE.matcher(text).matches());
        return new ImageArchive(manifest.size(), config.group(1), tag);
    }

    private static JsonNode json(byte[] bytes) throws NotAnImageException {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new NotAnImageException("its manifest.json is no JSON");
        }
    }

    private static InputStream decompressed(InputStream file) throws IOException {
        var buffered = new BufferedInputStream(file, 64 * 1024);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
    }
}
