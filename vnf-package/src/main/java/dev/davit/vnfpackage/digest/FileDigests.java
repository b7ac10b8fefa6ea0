package dev.davit.vnfpackage.digest;

import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.csar.DamagedFileException;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Digests of files of a package. Each file is read once, however many algorithms are asked for; several files are read side
 * by side, the largest first. Hashing keeps a core busy, hence platform threads, one per core and at most four.
 */
public final class FileDigests {
    /** Large enough that the digest intrinsics do not notice the calls, small enough for the cache. */
    private static final int BUFFER = 256 << 10;

    private static final int MOST_THREADS = 4;

    private FileDigests() {}

    /** What was found: checksums per file and algorithm, and the files that turned out damaged. */
    public record Result(Map<PackagePath, Map<DigestAlgorithm, Checksum>> checksums, List<PackageProblem> problems) {}

    /** Reads each of the files, which must exist in the package. */
    public static Result of(Csar csar, Map<PackagePath, Set<DigestAlgorithm>> wanted) throws IOException {
        int threads = Math.max(
                1,
                Math.min(
                        Math.min(MOST_THREADS, wanted.size()),
                        Runtime.getRuntime().availableProcessors()));
        Map<PackagePath, Long> sizes = new LinkedHashMap<>();
        for (PackagePath path : wanted.keySet()) {
            sizes.put(path, csar.size(path));
        }
        List<PackagePath> largestFirst = wanted.keySet().stream()
                .sorted(Comparator.comparing(sizes::get, Comparator.reverseOrder()))
                .toList();
        Map<PackagePath, Future<Map<DigestAlgorithm, Checksum>>> running = new LinkedHashMap<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("package-digest-", 0).factory())) {
            for (PackagePath path : largestFirst) {
                running.put(path, pool.submit(() -> digest(csar, path, wanted.get(path))));
            }
            return collect(running);
        }
    }

    private static Result collect(Map<PackagePath, Future<Map<DigestAlgorithm, Checksum>>> running) throws IOException {
        Map<PackagePath, Map<DigestAlgorithm, Checksum>> checksums = new LinkedHashMap<>();
        List<PackageProblem> problems = new ArrayList<>();
        boolean done = false;
        try {
            for (Map.Entry<PackagePath, Future<Map<DigestAlgorithm, Checksum>>> entry : running.entrySet()) {
                try {
                    checksums.put(entry.getKey(), entry.getValue().get());
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case DamagedFileException damaged ->
                            problems.add(PackageProblem.of(damaged.path().value(), damaged.reason()));
                        case IOException io -> throw io;
                        default ->
                            throw new IllegalStateException("hashing " + entry.getKey() + " failed", e.getCause());
                    }
                }
            }
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while hashing the package", e);
        } finally {
            if (!done) {
                running.values().forEach(f -> f.cancel(true));
            }
        }
        return new Result(checksums, problems);
    }

    private static Map<DigestAlgorithm, Checksum> digest(Csar csar, PackagePath path, Set<DigestAlgorithm> algorithms)
            throws IOException {
        Map<DigestAlgorithm, MessageDigest> digests = new LinkedHashMap<>();
        algorithms.forEach(a -> digests.put(a, a.newDigest()));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = csar.open(path)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                for (MessageDigest digest : digests.values()) {
                    digest.update(buffer, 0, got);
                }
            }
        }
        Map<DigestAlgorithm, Checksum> result = new LinkedHashMap<>();
        digests.forEach((a, d) -> result.put(a, a.checksum(HexFormat.of().formatHex(d.digest()))));
        return result;
    }
}
