package dev.davit.vnfpackage.csar;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a zip's central directory and refuses what a VNF package has no use for: names that leave the package, links and
 * other special files, encryption, duplicates, overlapping or mismatching local headers, sizes over the limits.
 *
 * <p>The JDK's {@code ZipFile} shows neither file modes nor offsets, so the directory is read here. Names that differ only in
 * case are different files, as on the systems that VNF packages are made for; nothing is unpacked.
 */
final class ZipDirectory {
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final Set<Integer> UNIX_HOSTS = Set.of(3, 19);
    private static final int TYPE_MASK = 0xF000;
    private static final int LINK = 0xA000;
    private static final int FOLDER = 0x4000;
    private static final int PLAIN = 0x8000;

    private final FileChannel channel;
    private final CsarLimits limits;
    private final List<PackageProblem> problems = new ArrayList<>();
    private final Map<PackagePath, ZipRecord> files = new TreeMap<>();
    private final Set<PackagePath> folders = new HashSet<>();

    private ZipDirectory(FileChannel channel, CsarLimits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    static Map<PackagePath, ZipRecord> read(FileChannel channel, CsarLimits limits)
            throws IOException, InvalidPackageException {
        ZipDirectory directory = new ZipDirectory(channel, limits);
        directory.readEntries(ZipEnd.find(channel));
        if (!directory.problems.isEmpty()) {
            throw new InvalidPackageException(directory.problems);
        }
        return directory.files;
    }

    private void readEntries(ZipEnd end) throws IOException, InvalidPackageException {
        if (end.entries() > limits.maxEntries() || end.entries() < 0) {
            throw refuse("the zip has " + end.entries() + " entries; at most " + limits.maxEntries() + " are allowed");
        }
        if (end.directorySize() > limits.maxDirectorySize()) {
            throw refuse("the zip's central directory has " + end.directorySize() + " bytes; at most "
                    + limits.maxDirectorySize() + " are allowed");
        }
        ByteBuffer directory = Channels.read(channel, end.directoryOffset(), (int) end.directorySize());
        long count = 0;
        while (directory.remaining() >= CENTRAL_SIZE && directory.getInt(directory.position()) == CENTRAL) {
            entry(ZipHeader.central(directory));
            count++;
        }
        if (count != end.entries() || directory.hasRemaining()) {
            throw refuse("the zip's central directory is damaged after entry " + count + " of " + end.entries());
        }
        checkFolders();
        checkSizes(files.values());
        checkOverlap(files.values(), end.directoryOffset());
    }

    private void entry(ZipHeader header) throws IOException {
        String name;
        try {
            name = StandardCharsets.UTF_8.newDecoder().decode(header.name()).toString();
        } catch (CharacterCodingException e) {
            problems.add(PackageProblem.of("a file name in the zip is not UTF-8"));
            return;
        }
        boolean folder = name.endsWith("/");
        PackagePath path;
        try {
            path = new PackagePath(folder ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException e) {
            problems.add(PackageProblem.of("refused entry of the zip: " + e.getMessage()));
            return;
        }
        int type = UNIX_HOSTS.contains(header.madeBy()) ? header.mode() & TYPE_MASK : 0;
        if (type == LINK) {
            problem(path, "is a symbolic link; a VNF package holds plain files only");
        } else if (type != 0 && type != (folder ? FOLDER : PLAIN)) {
            problem(path, "is neither a plain file nor a folder");
        } else if ((header.flags() & ENCRYPTED) != 0) {
            problem(path, "is encrypted; Davit reads unencrypted packages");
        } else if (folder) {
            folders.add(path);
        } else {
            file(path, header);
        }
    }

    private void file(PackagePath path, ZipHeader header) throws IOException {
        if (header.method() != ZipRecord.STORED && header.method() != ZipRecord.DEFLATED) {
            problem(path, "uses compression method " + header.method() + "; expected stored (0) or deflated (8)");
            return;
        }
        if (header.size() < 0 || header.compressedSize() < 0 || header.offset() < 0) {
            problem(path, "has a negative size or offset in the zip's central directory");
            return;
        }
        if (header.method() == ZipRecord.STORED && header.size() != header.compressedSize()) {
            problem(path, "is stored, but its two sizes differ");
            return;
        }
        try {
            long data = LocalHeader.dataOffset(channel, header);
            ZipRecord file = new ZipRecord(
                    path, header.method(), header.crc(), header.compressedSize(), header.size(), header.offset(), data);
            if (files.put(path, file) != null) {
                problem(path, "stands twice in the zip");
            }
        } catch (LocalHeader.MismatchException e) {
            problem(path, e.getMessage());
        }
    }

    private void checkFolders() {
        for (PackagePath folder : folders) {
            if (files.containsKey(folder)) {
                problem(folder, "is both a file and a folder in the zip");
            }
        }
        for (PackagePath file : files.keySet()) {
            String value = file.value();
            for (int slash = value.indexOf('/'); slash > 0; slash = value.indexOf('/', slash + 1)) {
                PackagePath parent = new PackagePath(value.substring(0, slash));
                if (files.containsKey(parent) && folders.add(parent)) {
                    problem(parent, "is both a file and a folder in the zip");
                }
            }
        }
    }

    private void checkSizes(Collection<ZipRecord> records) {
        long total = 0;
        for (ZipRecord file : records) {
            total = file.size() > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + file.size();
            if (file.size() > CsarLimits.RATIO_FREE_SIZE
                    && file.size() / Math.max(1, file.compressedSize()) > limits.maxRatio()) {
                problem(
                        file.path(),
                        "unpacks to more than " + limits.maxRatio() + " times its compressed size (a zip bomb?)");
            }
        }
        if (total > limits.maxTotalSize()) {
            problems.add(PackageProblem.of("the files of the package have " + total + " bytes together; at most "
                    + limits.maxTotalSize() + " are allowed"));
        }
    }

    /** Files that share bytes of the zip are how a small zip claims to hold a large content. */
    private void checkOverlap(Collection<ZipRecord> records, long directoryOffset) {
        List<ZipRecord> ordered =
                records.stream().sorted(ZipRecord.IN_FILE_ORDER).toList();
        for (int i = 0; i < ordered.size(); i++) {
            long next = i + 1 < ordered.size() ? ordered.get(i + 1).headerOffset() : directoryOffset;
            if (ordered.get(i).end() > next || ordered.get(i).end() < 0) {
                problem(ordered.get(i).path(), "overlaps the next part of the zip");
            }
        }
    }

    private void problem(PackagePath path, String message) {
        problems.add(PackageProblem.of(path.value(), message));
    }

    private static InvalidPackageException refuse(String message) {
        return new InvalidPackageException(PackageProblem.of(message));
    }
}
