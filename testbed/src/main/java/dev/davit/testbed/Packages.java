package dev.davit.testbed;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Onboarded packages of a few files, which say nothing in their VNFD: tests give the flavour themselves. */
public final class Packages {
    private Packages() {}

    public static OnboardedPackage empty() {
        return of(Map.of());
    }

    /** @param files by their path in the package */
    public static OnboardedPackage of(Map<String, byte[]> files) {
        var contents = new HashMap<String, Content>();
        files.forEach(
                (path, bytes) -> contents.put(path, new Content(bytes.length, () -> new ByteArrayInputStream(bytes))));
        return new InMemory(UUID.randomUUID(), Map.copyOf(contents));
    }

    public static OnboardedPackage ofTexts(Map<String, String> files) {
        var bytes = new HashMap<String, byte[]>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return of(bytes);
    }

    /** A package of one file that lies on disk. */
    public static OnboardedPackage withFile(String path, Path file) throws IOException {
        var content = new Content(Files.size(file), () -> Files.newInputStream(file));
        return new InMemory(UUID.randomUUID(), Map.of(path, content));
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private record Content(long size, Opening opening) {}

    private record InMemory(UUID id, Map<String, Content> files) implements OnboardedPackage {
        @Override
        public Vnfd vnfd() {
            return new Vnfd("vnfd", "Davit", "sample", "1.0", "1.0", List.of(), List.of(), List.of());
        }

        @Override
        public Csar open() {
            return new OpenFiles(files);
        }
    }

    private record OpenFiles(Map<String, Content> files) implements Csar {
        @Override
        public Set<PackagePath> paths() {
            return files.keySet().stream().map(PackagePath::new).collect(Collectors.toSet());
        }

        @Override
        public long size(PackagePath path) throws NoSuchFileException {
            return content(path).size();
        }

        @Override
        public InputStream open(PackagePath path) throws IOException {
            return content(path).opening().open();
        }

        private Content content(PackagePath path) throws NoSuchFileException {
            Content content = files.get(path.value());
            if (content == null) {
                throw new NoSuchFileException(path.value());
            }
            return content;
        }

        @Override
        public void close() {}
    }
}
