package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A package of texts. */
record FakePackage(UUID id, Map<String, String> files) implements OnboardedPackage {
    static final String SCRIPT = "Scripts/install_k8s_cluster.sh";

    /** With a script that knows the documented contract only. */
    static FakePackage plain() {
        return new FakePackage(UUID.randomUUID(), Map.of(SCRIPT, "#!/bin/bash\n", "BaseHOT/simple/top.yaml", "x"));
    }

    FakePackage with(String path, String text) {
        var more = new java.util.HashMap<>(files);
        more.put(path, text);
        return new FakePackage(id, Map.copyOf(more));
    }

    @Override
    public Vnfd vnfd() {
        return new Vnfd("vnfd", "Davit", "kubernetes", "1.0", "1.0", List.of(), List.of(), List.of());
    }

    @Override
    public Csar open() {
        return new Csar() {
            @Override
            public Set<PackagePath> paths() {
                return files.keySet().stream().map(PackagePath::new).collect(Collectors.toSet());
            }

            @Override
            public long size(PackagePath path) {
                return files.get(path.value()).getBytes(StandardCharsets.UTF_8).length;
            }

            @Override
            public InputStream open(PackagePath path) throws NoSuchFileException {
                if (!files.containsKey(path.value())) {
                    throw new NoSuchFileException(path.value());
                }
                return new ByteArrayInputStream(files.get(path.value()).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {}
        };
    }
}
