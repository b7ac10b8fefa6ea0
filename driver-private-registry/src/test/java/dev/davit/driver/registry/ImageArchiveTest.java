package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ImageArchiveTest {
    static final String DIGEST = "ab".repeat(32);
    private static final String MANIFEST =
            "[{\"Config\":\"%s.json\",\"RepoTags\":[\"my.host:5000/a/registry:2.8\"],\"Layers\":[\"l/layer.tar\"]}]"
                    .formatted(DIGEST);

    /** Name, content, name, content… */
    static byte[] tar(String... files) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < files.length; i += 2) {
                byte[] content = files[i + 1].getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(files[i]);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] saved() throws Exception {
        return tar("l/layer.tar", "x", DIGEST + ".json", "{}", "manifest.json", MANIFEST);
    }

    private static ImageArchive read(byte[] bytes) throws Exception {
        return ImageArchive.read(new ByteArrayInputStream(bytes));
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ImageArchive.NotAnImageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anyRepositoryAndTagIsTaken() throws Exception {
        assertThat(read(saved()).reference()).isEqualTo("my.host:5000/a/registry:2.8");
        assertThat(read(saved()).configDigest()).isEqualTo(DIGEST);
    }

    @Test
    void anImageWithoutTagIsKnownByItsId() throws Exception {
        String manifest = MANIFEST.replace("\"my.host:5000/a/registry:2.8\"", "");
        assertThat(read(tar("l/layer.tar", "x", DIGEST + ".json", "{}", "manifest.json", manifest))
                        .reference())
                .isEqualTo("sha256:" + DIGEST);
    }

    @Test
    void theLayoutOfNewerDockersIsTaken() throws Exception {
        String manifest = MANIFEST.replace(DIGEST + ".json", "blobs/sha256/" + DIGEST);
        assertThat(read(tar("manifest.json", manifest, "blobs/sha256/" + DIGEST, "{}", "l/layer.tar", "x"))
                        .configDigest())
                .isEqualTo(DIGEST);
    }

    @Test
    void gzipIsTaken() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(saved());
        }
        assertThat(read(zipped.toByteArray()).configDigest()).isEqualTo(DIGEST);
    }

    @Test
    void whatIsNoImageIsRefusedWithTheReason() throws Exception {
        assertRefused(new byte[0], "no tar file");
        assertRefused("hello, I am a text".getBytes(StandardCharsets.UTF_8), "no tar file");
        assertRefused(tar("readme", "x"), "no manifest.json");
        assertRefused(tar("manifest.json", "{"), "no JSON");
        assertRefused(tar("manifest.json", "{}"), "names no image");
        assertRefused(tar("manifest.json", "[]"), "names no image");
        assertRefused(tar("manifest.json", MANIFEST), "lacks the image's configuration");
        assertRefused(tar("manifest.json", MANIFEST, DIGEST + ".json", "{}"), "lacks a layer");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws Exception {
        byte[] big = tar("l/layer.tar", "x".repeat(100_000), DIGEST + ".json", "{}", "manifest.json", MANIFEST);
        assertRefused(Arrays.copyOf(big, 50_000), "damaged or cut off");
    }

    @Test
    void aTagThatCouldBeTakenForAnOptionIsIgnored() throws Exception {
        String manifest = MANIFEST.replace("my.host:5000/a/registry:2.8", "--privileged");
        assertThat(read(tar("l/layer.tar", "x", DIGEST + ".json", "{}", "manifest.json", manifest))
                        .tag())
                .isEmpty();
    }
}
