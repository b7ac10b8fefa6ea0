package dev.davit.vnfpackage.metadata;

import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.digest.DigestAlgorithm;
import dev.davit.vnfpackage.vnfd.Checksum;
import dev.davit.vnfpackage.yaml.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group of {@code Key: value} lines. */
final class Block {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();

    void put(String key, String value, Position position, List<PackageProblem> problems) {
        if (values.putIfAbsent(key, value) != null) {
            problems.add(
                    PackageProblem.of(position.file(), position.line(), "key '" + key + "' stands twice in one block"));
        }
        positions.putIfAbsent(key, position);
    }

    /** A continuation line. */
    void append(String key, String more) {
        values.merge(key, more, String::concat);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Map<String, String> values() {
        return values;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Position position(String key) {
        return positions.get(key);
    }

    /** The file that {@code nameKey} names, with its Algorithm and Hash. */
    Optional<ListedFile> listedFile(String nameKey, List<PackageProblem> problems) {
        Position position = positions.get(nameKey);
        Optional<PackagePath> path = path(nameKey, problems);
        Optional<Checksum> checksum = Optional.empty();
        if (values.containsKey("Algorithm") != values.containsKey("Hash")) {
            problems.add(PackageProblem.of(
                    position.file(),
                    position.line(),
                    "'" + values.get(nameKey) + "' has only one of Algorithm and Hash; expected both or none"));
        } else if (values.containsKey("Algorithm")) {
            checksum = checksum(values.get("Algorithm"), values.get("Hash"), problems);
        }
        Optional<Checksum> sum = checksum;
        return path.map(p -> new ListedFile(p, sum, get("Content-Type"), position));
    }

    Optional<PackagePath> path(String key, List<PackageProblem> problems) {
        try {
            return get(key).map(PackagePath::new);
        } catch (IllegalArgumentException e) {
            Position position = positions.get(key);
            problems.add(PackageProblem.of(position.file(), position.line(), key + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Checksum> checksum(String algorithm, String hash, List<PackageProblem> problems) {
        Optional<DigestAlgorithm> known = DigestAlgorithm.ofName(algorithm);
        Position position = positions.get(known.isEmpty() ? "Algorithm" : "Hash");
        if (known.isEmpty()) {
            problems.add(PackageProblem.of(
                    position.file(),
                    position.line(),
                    "unknown algorithm '" + algorithm + "'; expected one of " + DigestAlgorithm.names()));
            return Optional.empty();
        }
        Optional<String> wrong = known.get().whyNot(hash);
        wrong.ifPresent(w -> problems.add(PackageProblem.of(position.file(), position.line(), w)));
        return wrong.isPresent() ? Optional.empty() : Optional.of(known.get().checksum(hash));
    }
}
