package dev.davit.lab.docker;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The file system of a registry image, made of the distribution's packages: the real registry binary, the C library that
 * it is linked to, and a static busybox for its entry point. Nothing is installed on this machine.
 */
final class RegistryRootfs {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> PACKAGES = List.of("docker-registry", "libc6", "busybox-static");

    private final Path work;
    private final Consumer<String> say;

    private interface Content {
        void write(TarArchiveOutputStream tar, String name) throws IOException;
    }

    RegistryRootfs(Path work, Consumer<String> say) {
        this.work = work;
        this.say = say;
    }

    /** @return an uncompressed tar file in the work directory */
    Path make(RegistryLayout layout) throws IOException {
        var unpacked = unpack();
        var entries = new TreeMap<String, Content>();
        entries.put("bin/registry", file(unpacked.resolve("usr/bin/docker-registry"), 0755));
        entries.put("bin/busybox", file(first(unpacked, "bin/busybox", "usr/bin/busybox"), 0755));
        entries.put("bin/sh", link("busybox"));
        addLibraries(unpacked, entries);
        entries.put(layout.configPath(), text(Resources.text("registry/config.yml"), 0644));
        entries.put("entrypoint.sh", text(Resources.text("registry/entrypoint.sh"), 0755));
        entries.put("etc/passwd", text("root:x:0:0:root:/root:/bin/sh\n", 0644));
        entries.put("etc/group", text("root:x:0:\n", 0644));
        entries.put("etc/nsswitch.conf", text("hosts: files dns\n", 0644));
        var authorities = Path.of("/etc/ssl/certs/ca-certificates.crt");
        if (Files.isReadable(authorities)) {
            entries.put("etc/ssl/certs/ca-certificates.crt", file(authorities, 0644));
        }
        entries.put("tmp/", directory(01777));
        entries.put("var/lib/registry/", directory(0755));
        var layer = work.resolve("layer.tar");
        try (var tar = new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(layer), 1 << 16), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : entries.entrySet()) {
                entry.getValue().write(tar, entry.getKey());
            }
        }
        return layer;
    }

    private Path unpack() throws IOException {
        var packages = Files.createDirectories(work.resolve("packages"));
        var unpacked = Files.createDirectories(work.resolve("unpacked"));
        say.accept("Downloading the packages " + String.join(", ", PACKAGES) + " ...");
        AptPackages.download(packages, PACKAGES, say);
        try (var files = Files.list(packages)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".deb")).toList()) {
                LocalCommand.of(LIMIT, "dpkg-deb", "--extract", file.toString(), unpacked.toString())
                        .run(line -> {});
            }
        }
        return unpacked;
    }

    /** Some releases have /lib inside /usr, some beside it; in the image it is always /lib. */
    private static void addLibraries(Path unpacked, Map<String, Content> entries) throws IOException {
        for (var directory : libraryDirectories(unpacked)) {
            try (var files = Files.list(directory)) {
                for (var file : files.filter(
                                name -> name.getFileName().toString().contains(".so"))
                        .toList()) {
                    var name = unpacked.relativize(file).toString().replaceFirst("^usr/", "");
                    entries.put(
                            name,
                            Files.isSymbolicLink(file)
                                    ? link(Files.readSymbolicLink(file).toString())
                                    : file(file, 0755));
                }
            }
        }
    }

    private static List<Path> libraryDirectories(Path unpacked) throws IOException {
        var found = new ArrayList<Path>();
        for (var parent : List.of(unpacked, unpacked.resolve("usr"))) {
            if (Files.isDirectory(parent.resolve("lib64"))) {
                found.add(parent.resolve("lib64"));
            }
            if (Files.isDirectory(parent.resolve("lib"))) {
                found.add(parent.resolve("lib"));
                try (var children = Files.list(parent.resolve("lib"))) {
                    children.filter(child -> child.getFileName().toString().contains("-linux-gnu"))
                            .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static Path first(Path root, String... names) throws IOException {
        for (var name : names) {
            if (Files.isRegularFile(root.resolve(name))) {
                return root.resolve(name);
            }
        }
        throw new IOException("The packages lack " + names[0]);
    }

    private static Content text(String text, int mode) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return (tar, name) -> {
            put(tar, new TarArchiveEntry(name), bytes.length, mode);
            tar.write(bytes);
            tar.closeArchiveEntry();
        };
    }

    private static Content file(Path file, int mode) {
        return (tar, name) -> {
            put(tar, new TarArchiveEntry(name), Files.size(file), mode);
            Files.copy(file, tar);
            tar.closeArchiveEntry();
        };
    }

    private static Content directory(int mode) {
        return (tar, name) -> {
            put(tar, new TarArchiveEntry(name), 0, mode);
            tar.closeArchiveEntry();
        };
    }

    private static Content link(String target) {
        return (tar, name) -> {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target);
            put(tar, entry, 0, 0777);
            tar.closeArchiveEntry();
        };
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, long size, int mode) throws IOException {
        entry.setSize(size);
        entry.setMode(mode | (entry.isDirectory() ? 0040000 : entry.isSymbolicLink() ? 0120000 : 0100000));
        entry.setIds(0, 0);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
    }
}
