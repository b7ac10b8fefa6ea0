package dev.davit.lab.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A few small files, owned by root, to be laid into a container as a tar stream. Paths are absolute. */
final class FileTree {
    private record Entry(byte[] content, int mode) {}

    private final Map<String, Entry> files = new TreeMap<>();

    FileTree put(String path, byte[] content, int mode) {
        if (!path.startsWith("/")
                || Path.of(path).normalize().getNameCount() != Path.of(path).getNameCount()) {
            throw new IllegalArgumentException("Not a plain absolute path: " + path);
        }
        files.put(path, new Entry(content, mode));
        return this;
    }

    FileTree put(String path, String content, int mode) {
        return put(path, content.getBytes(StandardCharsets.UTF_8), mode);
    }

    /** The same files below another directory. */
    FileTree under(String directory) {
        var moved = new FileTree();
        files.forEach((path, entry) -> moved.files.put(directory + path, entry));
        return moved;
    }

    FileTree addAll(FileTree other) {
        files.putAll(other.files);
        return this;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    boolean has(String prefix) {
        return files.keySet().stream().anyMatch(path -> path.startsWith(prefix));
    }

    /** Writes the files below a directory of this machine. */
    void writeTo(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            var target = directory.resolve(file.getKey().substring(1));
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue().content());
        }
    }

    /** A tar stream relative to the root directory. Parent directories are left to the receiver. */
    byte[] tar() {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey().substring(1));
                entry.setSize(file.getValue().content().length);
                entry.setMode(file.getValue().mode());
                entry.setIds(0, 0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue().content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a tar stream into memory", e);
        }
        return bytes.toByteArray();
    }
}
