package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One topology_template.
 *
 * @param inputs input name to default
 * @param nodes node templates of known type, in the order of the file
 * @param substitution substitution_mappings; an empty map when there are none
 */
public record Topology(
        ToscaFile file,
        Position position,
        Map<String, Optional<YamlNode>> inputs,
        Map<String, Assigned> nodes,
        List<Assigned> policies,
        Map<String, Assigned> groups,
        YamlMapping substitution) {

    static Topology read(ToscaFile file, YamlMapping body, Types types, Problems problems) {
        Map<String, Optional<YamlNode>> inputs = new LinkedHashMap<>();
        problems.mapping(body, "inputs")
                .ifPresent(section -> section.entries().forEach((name, entry) -> {
                    Optional<YamlNode> value = entry.value() instanceof YamlMapping definition
                            ? definition.get("default").filter(v -> !v.isNull())
                            : Optional.empty();
                    inputs.put(name, value);
                }));
        return new Topology(
                file,
                body.position(),
                inputs,
                byName(problems.mapping(body, "node_templates"), TypeKind.NODE, types, problems),
                policies(body, types, problems),
                byName(problems.mapping(body, "groups"), TypeKind.GROUP, types, problems),
                problems.mapping(body, "substitution_mappings").orElseGet(() -> YamlMapping.empty(body.position())));
    }

    private static Map<String, Assigned> byName(
            Optional<YamlMapping> section, TypeKind kind, Types types, Problems problems) {
        Map<String, Assigned> result = new LinkedHashMap<>();
        section.ifPresent(s -> s.entries()
                .forEach((name, entry) ->
                        assigned(kind, name, entry, types, problems).ifPresent(a -> result.put(name, a))));
        return Collections.unmodifiableMap(result);
    }

    /** Policies are a list of one-member maps; a plain map is understood as well. */
    private static List<Assigned> policies(YamlMapping body, Types types, Problems problems) {
        List<YamlNode> items = switch (body.get("policies").orElse(YamlMapping.empty(body.position()))) {
            case YamlSequence list -> list.items();
            case YamlNode other when other.isNull() -> List.of();
            case YamlNode other -> List.of(other);
        };
        List<Assigned> policies = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof YamlMapping mapping) {
                policies.addAll(byName(Optional.of(mapping), TypeKind.POLICY, types, problems)
                        .values());
            } else {
                problems.add(item, "'policies': expected a map, got " + item.describe());
            }
        }
        return policies;
    }

    private static Optional<Assigned> assigned(
            TypeKind kind, String name, YamlMapping.Entry entry, Types types, Problems problems) {
        String word = kind == TypeKind.NODE ? "node template" : kind.word();
        if (!(entry.value() instanceof YamlMapping template)) {
            problems.add(
                    entry.keyPosition(),
                    word + " '" + name + "': expected a map, got "
                            + entry.value().describe());
            return Optional.empty();
        }
        Optional<String> type = problems.text(template, "type");
        if (type.isEmpty()) {
            problems.add(entry.keyPosition(), word + " '" + name + "' has no 'type'");
            return Optional.empty();
        }
        if (types.find(kind, type.get()).isEmpty()) {
            problems.add(
                    template.get("type").orElse(template),
                    "unknown " + kind.word() + " type '" + type.get() + "'" + types.suggest(kind, type.get()));
            return Optional.empty();
        }
        return Optional.of(new Assigned(kind, name, type.get(), template, entry.keyPosition()));
    }

    /** The node templates whose type is, or derives from, {@code type}. */
    public List<Assigned> nodesOf(String type, Types types) {
        return nodes.values().stream()
                .filter(n -> types.derives(TypeKind.NODE, n.type(), type))
                .toList();
    }

    /** The policies whose type is, or derives from, {@code type}. */
    public List<Assigned> policiesOf(String type, Types types) {
        return policies.stream()
                .filter(p -> types.derives(TypeKind.POLICY, p.type(), type))
                .toList();
    }
}
