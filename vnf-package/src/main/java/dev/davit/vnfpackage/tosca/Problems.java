package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with a descriptor, so that its author sees everything at once. */
public final class Problems {
    /** Beyond this, more lines help nobody. */
    private static final int MOST = 200;

    private final Set<PackageProblem> found = new LinkedHashSet<>();

    public void add(Position position, String message) {
        if (found.size() < MOST) {
            found.add(PackageProblem.of(position.file(), position.line(), message));
        }
    }

    public void add(YamlNode node, String message) {
        add(node.position(), message);
    }

    public void addAll(InvalidPackageException e) {
        found.addAll(e.problems());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<PackageProblem> list() {
        return new ArrayList<>(found);
    }

    public void throwIfAny() throws InvalidPackageException {
        if (!found.isEmpty()) {
            throw new InvalidPackageException(list());
        }
    }

    /** The map under {@code key}; nothing there is fine, something else is a problem. */
    public Optional<YamlMapping> mapping(YamlMapping parent, String key) {
        Optional<YamlNode> node = parent.get(key).filter(n -> !n.isNull());
        if (node.isPresent() && !(node.get() instanceof YamlMapping)) {
            add(node.get(), "'" + key + "': expected a map, got " + node.get().describe());
            return Optional.empty();
        }
        return node.map(YamlMapping.class::cast);
    }

    /** The list under {@code key}; nothing there is an empty list, something else is a problem. */
    public List<YamlNode> list(YamlMapping parent, String key) {
        Optional<YamlNode> node = parent.get(key).filter(n -> !n.isNull());
        if (node.isPresent() && !(node.get() instanceof YamlSequence)) {
            add(node.get(), "'" + key + "': expected a list, got " + node.get().describe());
            return List.of();
        }
        return node.map(n -> ((YamlSequence) n).items()).orElse(List.of());
    }

    /** The text under {@code key}; nothing there is fine, something else is a problem. */
    public Optional<String> text(YamlMapping parent, String key) {
        Optional<YamlNode> node = parent.get(key).filter(n -> !n.isNull());
        if (node.isPresent() && !(node.get() instanceof YamlScalar)) {
            add(
                    node.get(),
                    "'" + key + "': expected a string, got " + node.get().describe());
            return Optional.empty();
        }
        return node.map(n -> ((YamlScalar) n).text());
    }
}
