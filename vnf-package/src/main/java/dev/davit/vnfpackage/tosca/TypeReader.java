package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the type definitions that a YAML file of a package contains. */
final class TypeReader {
    private static final Set<String> INTERFACE_KEYWORDS =
            Set.of("derived_from", "description", "version", "metadata", "inputs", "operations", "notifications");

    private final Problems problems;

    TypeReader(Problems problems) {
        this.problems = problems;
    }

    List<TypeDefinition> read(YamlMapping file) {
        List<TypeDefinition> types = new ArrayList<>();
        for (TypeKind kind : TypeKind.values()) {
            problems.mapping(file, kind.section())
                    .ifPresent(section -> section.entries()
                            .forEach((name, entry) -> type(kind, name, entry).ifPresent(types::add)));
        }
        return types;
    }

    private Optional<TypeDefinition> type(TypeKind kind, String name, YamlMapping.Entry entry) {
        if (!(entry.value() instanceof YamlMapping definition)) {
            problems.add(
                    entry.keyPosition(),
                    kind.word() + " type '" + name + "': expected a map, got "
                            + entry.value().describe());
            return Optional.empty();
        }
        return Optional.of(new TypeDefinition(
                kind,
                name,
                problems.text(definition, "derived_from"),
                properties(definition),
                kind == TypeKind.INTERFACE ? operations(definition) : Set.of(),
                entry.keyPosition(),
                Optional.of(definition)));
    }

    private Map<String, PropertyDefinition> properties(YamlMapping definition) {
        Map<String, PropertyDefinition> properties = new LinkedHashMap<>();
        problems.mapping(definition, "properties")
                .ifPresent(section -> section.entries().forEach((name, entry) -> {
                    if (entry.value() instanceof YamlMapping property) {
                        properties.put(name, property(name, property));
                    } else {
                        problems.add(
                                entry.keyPosition(),
                                "property '" + name + "': expected a map, got "
                                        + entry.value().describe());
                    }
                }));
        return properties;
    }

    private PropertyDefinition property(String name, YamlMapping definition) {
        Optional<YamlNode> defaultValue = definition.get("default");
        boolean required = definition.text("required").map(Booleans::isTrue).orElse(true);
        return new PropertyDefinition(name, schema(definition, definition.position()), required, defaultValue);
    }

    private Schema schema(YamlNode node, Position position) {
        if (node instanceof YamlScalar shortForm) {
            return Schema.of(shortForm.text());
        }
        if (!(node instanceof YamlMapping definition)) {
            problems.add(node, "expected a type's name or a map, got " + node.describe());
            return Schema.of("string");
        }
        Optional<String> type = problems.text(definition, "type");
        if (type.isEmpty()) {
            problems.add(position, "this definition has no 'type'");
        }
        return new Schema(
                type.orElse("string"),
                definition.get("entry_schema").map(entry -> schema(entry, entry.position())),
                problems.list(definition, "constraints").stream()
                        .flatMap(c -> constraint(c).stream())
                        .toList());
    }

    private List<Constraint> constraint(YamlNode node) {
        if (!(node instanceof YamlMapping clause)) {
            problems.add(node, "expected a constraint such as 'greater_than: 0', got " + node.describe());
            return List.of();
        }
        List<Constraint> constraints = new ArrayList<>();
        clause.entries().forEach((keyword, entry) -> {
            List<String> values = texts(entry.value());
            Constraint.Comparison comparison = switch (keyword) {
                case "greater_or_equal" -> Constraint.Comparison.AT_LEAST;
                case "greater_than" -> Constraint.Comparison.MORE_THAN;
                case "less_or_equal" -> Constraint.Comparison.AT_MOST;
                case "less_than" -> Constraint.Comparison.LESS_THAN;
                case "equal" -> Constraint.Comparison.EQUAL;
                default -> null;
            };
            if (comparison != null && values.size() == 1) {
                constraints.add(new Constraint.Bound(comparison, values.getFirst()));
            } else if (keyword.equals("valid_values")) {
                constraints.add(new Constraint.OneOf(values));
            } else if (keyword.equals("in_range") && values.size() == 2) {
                constraints.add(new Constraint.Bound(Constraint.Comparison.AT_LEAST, values.getFirst()));
                if (!values.getLast().equals("UNBOUNDED")) {
                    constraints.add(new Constraint.Bound(Constraint.Comparison.AT_MOST, values.getLast()));
                }
            }
        });
        return constraints;
    }

    private static List<String> texts(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> List.of(scalar.text());
            case YamlSequence list ->
                list.items().stream().flatMap(i -> texts(i).stream()).toList();
            case YamlMapping map -> List.of();
        };
    }

    private Set<String> operations(YamlMapping definition) {
        Set<String> operations = new LinkedHashSet<>(definition.keys());
        operations.removeAll(INTERFACE_KEYWORDS);
        problems.mapping(definition, "operations").ifPresent(o -> operations.addAll(o.keys()));
        return operations;
    }
}
