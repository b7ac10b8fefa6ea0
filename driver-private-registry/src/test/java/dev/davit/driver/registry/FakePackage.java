package dev.davit.driver.registry;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A package whose files lie on disk. */
record FakePackage(UUID id, Map<PackagePath, Path> files) implements OnboardedPackage {
    static final PackagePath IMAGE = new PackagePath("Files/images/registry.tar");

    static FakePackage empty() {
        return new FakePackage(UUID.randomUUID(), Map.of());
    }

    static FakePackage with(Path image) {
        return new FakePackage(UUID.randomUUID(), Map.of(IMAGE, image));
    }

    @Override
    public Vnfd vnfd() {
        return new Vnfd("vnfd", "Davit", "registry", "1.0", "1.0", List.of(), List.of(), List.of());
    }

    @Override
    public Csar open() {
        return new Csar() {
            @Override
            public Set<PackagePath> paths() {
                return files.keySet();
            }

            @Override
            public long size(PackagePath path) throws IOException {
                return Files.size(files.get(path));
            }

            @Override
            public InputStream open(PackagePath path) throws IOException {
                return Files.newInputStream(files.get(path));
            }

            @Override
            public void close() {}
        };
    }
}
