package dev.davit.vnfpackage.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A map from text to values, in the order of the file. */
public record YamlMapping(Position position, Map<String, Entry> entries) implements YamlNode {
    public YamlMapping {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** One member and the place of its key. */
    public record Entry(Position keyPosition, YamlNode value) {}

    public static YamlMapping empty(Position position) {
        return new YamlMapping(position, Map.of());
    }

    public Set<String> keys() {
        return entries.keySet();
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The value under a chain of keys; empty when a part is missing or no map. */
    public Optional<YamlNode> at(String... path) {
        YamlNode node = this;
        for (String key : path) {
            if (!(node instanceof YamlMapping mapping) || mapping.get(key).isEmpty()) {
                return Optional.empty();
            }
            node = mapping.get(key).get();
        }
        return Optional.of(node);
    }

    /** The map under a chain of keys; empty when it is missing or no map. */
    public Optional<YamlMapping> mapping(String... path) {
        return at(path).flatMap(n -> n instanceof YamlMapping m ? Optional.of(m) : Optional.empty());
    }

    /** The scalar's text under a chain of keys; empty when it is missing, null or no scalar. */
    public Optional<String> text(String... path) {
        return at(path).flatMap(
                        n -> n instanceof YamlScalar s && !s.isNull() ? Optional.of(s.text()) : Optional.empty());
    }

    @Override
    public String describe() {
        return "a map";
    }
}
