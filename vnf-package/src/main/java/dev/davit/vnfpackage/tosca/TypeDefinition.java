package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type.
 *
 * @param properties its own, without those of its parents
 * @param operations of an interface type, its own
 * @param source the definition as written; empty for the types that Davit knows itself
 */
public record TypeDefinition(
        TypeKind kind,
        String name,
        Optional<String> parent,
        Map<String, PropertyDefinition> properties,
        Set<String> operations,
        Position position,
        Optional<YamlMapping> source) {
    public TypeDefinition {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        operations = Set.copyOf(operations);
    }
}
