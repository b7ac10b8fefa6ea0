package dev.davit.server.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The files of VNF packages, one each, and the CSARs out of signed ones. A file has its final name only when it is complete and on the disk. */
final class PackageFiles {
    private static final String COMPLETE = ".csar";
    private static final String UNWRAPPED = ".unwrapped";
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final HashingCopy copy;
    private final Room room;

    PackageFiles(Path folder, long maxBytes) {
        this(folder, maxBytes, Room.on(folder));
    }

    PackageFiles(Path folder, long maxBytes, Room room) {
        this.folder = folder;
        this.room = room;
        this.copy = new HashingCopy(maxBytes);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for VNF packages, " + folder + ", cannot be made", e);
        }
    }

    Path file(UUID id) {
        return folder.resolve(id + COMPLETE);
    }

    /** Where the CSAR is put that comes in a signed package. */
    static Path unwrapped(Path file) {
        return file.resolveSibling(file.getFileName() + UNWRAPPED);
    }

    /** Takes a package in. @throws HashingCopy.TooLong when it is longer than allowed @throws Room.NoRoom when the disk is full */
    VnfPackage.Stored receive(UUID id, InputStream in) throws IOException {
        Path part = folder.resolve(id + PARTIAL);
        try {
            VnfPackage.Stored stored;
            try (FileChannel out = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                stored = copy.copy(in, room.sparing(out));
                out.force(true);
            }
            Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
            return stored;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    void delete(UUID id) {
        try {
            Files.deleteIfExists(file(id));
            Files.deleteIfExists(unwrapped(file(id)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file of VNF package " + id + " cannot be removed", e);
        }
    }

    /**
     * Removes what belongs to no package: left behind when a server ended between two steps.
     *
     * @param arriving packages that other servers, which may share the folder, are taking in or unwrapping now
     */
    void keepOnly(Set<UUID> known, Set<UUID> arriving) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean partial =
                        name.endsWith(PARTIAL) && arriving.stream().noneMatch(id -> name.startsWith(id + "."));
                boolean ours = name.endsWith(COMPLETE) || name.endsWith(COMPLETE + UNWRAPPED);
                boolean orphan = ours && known.stream().noneMatch(id -> name.startsWith(id + COMPLETE));
                if (partial || orphan) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** A rename is on the disk when the folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
