package dev.davit.driver.kubernetes.install;

import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** SHA-256 of files in packages, remembered: a bundle is read once and not once per node. */
public final class FileDigests {
    private static final int MOST = 10_000;

    private record Key(UUID vnfPackage, PackagePath file) {}

    private final Map<Key, String> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > MOST;
        }
    };

    /** Many nodes ask at once for the same; all but one wait. */
    synchronized String of(UUID vnfPackage, Csar files, PackagePath file) throws IOException {
        var key = new Key(vnfPackage, file);
        String digest = known.get(key);
        if (digest == null) {
            digest = digest(files, file);
            known.put(key, digest);
        }
        return digest;
    }

    private static String digest(Csar files, PackagePath file) throws IOException {
        try (InputStream in = files.open(file)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
