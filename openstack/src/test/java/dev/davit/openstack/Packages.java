package dev.davit.openstack;

import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Packages whose files are in memory. */
public final class Packages {
    private Packages() {}

    public static OnboardedPackage empty() {
        return of(Map.of());
    }

    public static OnboardedPackage of(Map<String, byte[]> files) {
        return new InMemory(UUID.randomUUID(), files);
    }

    private record InMemory(UUID id, Map<String, byte[]> files) implements OnboardedPackage {
        @Override
        public Vnfd vnfd() {
            throw new UnsupportedOperationException("these tests give the flavour themselves");
        }

        @Override
        public Csar open() {
            return new Csar() {
                @Override
                public Set<PackagePath> paths() {
                    return files.keySet().stream().map(PackagePath::new).collect(java.util.stream.Collectors.toSet());
                }

                @Override
                public long size(PackagePath path) throws NoSuchFileException {
                    return bytes(path).length;
                }

                @Override
                public InputStream open(PackagePath path) throws NoSuchFileException {
                    return new ByteArrayInputStream(bytes(path));
                }

                @Override
                public void close() {}
            };
        }

        private byte[] bytes(PackagePath path) throws NoSuchFileException {
            byte[] bytes = files.get(path.value());
            if (bytes == null) {
                throw new NoSuchFileException(path.value());
            }
            return bytes;
        }
    }
}
