package dev.davit.openstack.userdata;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.TextFiles;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a package that a script sees: those that are small, the script's own folder first. Images are not for scripts. */
final class PackageFiles {
    private static final int LARGEST = 512 << 10;
    private static final int MOST = 1000;

    private PackageFiles() {}

    /** @param total bytes of all files together */
    static Map<String, byte[]> visible(Csar csar, PackagePath script, int total)
            throws IOException, InvalidPackageException {
        int slash = script.value().lastIndexOf('/');
        String folder = script.value().substring(0, slash + 1);
        List<PackagePath> order = csar.paths().stream()
                .sorted(Comparator.comparing((PackagePath path) -> !path.equals(script))
                        .thenComparing(path -> !path.value().startsWith(folder))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var files = new LinkedHashMap<String, byte[]>();
        long room = total;
        for (PackagePath path : order) {
            long size = csar.size(path);
            if (files.size() < MOST && size <= LARGEST && size <= room) {
                files.put(path.value(), TextFiles.bytes(csar, path, LARGEST));
                room -= size;
            }
        }
        return files;
    }
}
