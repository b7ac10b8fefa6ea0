package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RegistryImageTest {
    @TempDir
    private Path directory;

    @Test
    void anArchiveNamesItsTagAndItsLayer() throws IOException {
        var entries = archive("registry.example:5000/a/b:1");
        var manifest = new JsonMapper().readTree(entries.get("manifest.json")).get(0);
        assertThat(manifest.get("RepoTags").get(0).asString()).isEqualTo("registry.example:5000/a/b:1");
        assertThat(entries)
                .containsKeys(
                        manifest.get("Config").asString(),
                        manifest.get("Layers").get(0).asString());
    }

    @Test
    void theSameImageGivesTheSameBytes() throws IOException {
        assertThat(bytes("registry:2")).isEqualTo(bytes("registry:2"));
    }

    @Test
    void aTagIsCheckedBeforeAnythingIsDone() {
        for (var tag : new String[] {"", "Registry:2", "registry:2 3", "registry:;id", "../registry", "a:b:c"}) {
            assertThatThrownBy(() -> ImageReference.parse(tag)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ImageReference.parse("host:5000/a").toString()).isEqualTo("host:5000/a:latest");
    }

    private Map<String, byte[]> archive(String tag) throws IOException {
        var entries = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes(tag)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), tar.readAllBytes());
            }
        }
        return entries;
    }

    private byte[] bytes(String tag) throws IOException {
        var layer = Files.write(
                directory.resolve("layer.tar"),
                new FileTree().put("/a", "a", 0644).tar());
        var out = new ByteArrayOutputStream();
        new ImageArchive(tag, layer, Map.of("Cmd", java.util.List.of("/a"))).writeTo(out);
        return out.toByteArray();
    }
}
