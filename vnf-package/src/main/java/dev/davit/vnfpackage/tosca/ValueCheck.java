package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks values against their types, and says of each wrong one where it stands, what was expected and what was found. */
final class ValueCheck {
    static final Set<String> PRIMITIVES = Set.of(
            "string",
            "integer",
            "float",
            "boolean",
            "timestamp",
            "null",
            "version",
            "range",
            "list",
            "map",
            "scalar-unit.size",
            "scalar-unit.time",
            "scalar-unit.frequency",
            "scalar-unit.bitrate");

    private final Types types;
    private final Problems problems;

    ValueCheck(Types types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** @param what the value's name for messages, e.g. {@code vdu_profile.min_number_of_instances} */
    void check(String what, YamlNode value, Schema schema) {
        switch (schema.type()) {
            case "list" -> list(what, value, schema);
            case "map" -> map(what, value, schema);
            case "range" -> expectList(what, value);
            default -> {
                if (PRIMITIVES.contains(schema.type())) {
                    scalar(what, value, schema.type(), schema);
                } else {
                    data(what, value, schema);
                }
            }
        }
    }

    private void list(String what, YamlNode value, Schema schema) {
        if (expectList(what, value) && schema.entry().isPresent()) {
            int index = 0;
            for (YamlNode item : ((YamlSequence) value).items()) {
                check(what + "[" + index++ + "]", item, schema.entry().get());
            }
        }
    }

    private boolean expectList(String what, YamlNode value) {
        if (value instanceof YamlSequence) {
            return true;
        }
        wrong(what, value, "a list");
        return false;
    }

    private void map(String what, YamlNode value, Schema schema) {
        if (!(value instanceof YamlMapping mapping)) {
            wrong(what, value, "a map");
        } else if (schema.entry().isPresent()) {
            mapping.entries()
                    .forEach((key, e) ->
                            check(what + "." + key, e.value(), schema.entry().get()));
        }
    }

    private void data(String what, YamlNode value, Schema schema) {
        Optional<TypeDefinition> root = types.lineage(TypeKind.DATA, schema.type()).stream()
                .filter(t -> t.parent().filter(PRIMITIVES::contains).isPresent())
                .findFirst();
        if (types.find(TypeKind.DATA, schema.type()).isEmpty()) {
            problems.add(
                    value,
                    "'" + what + "' is of unknown data type '" + schema.type() + "'"
                            + types.suggest(TypeKind.DATA, schema.type()));
        } else if (root.isPresent()) {
            check(what, value, new Schema(root.get().parent().orElseThrow(), Optional.empty(), schema.constraints()));
        } else if (value instanceof YamlMapping mapping) {
            members(what, mapping, types.properties(TypeKind.DATA, schema.type()));
        } else {
            wrong(what, value, "a map (" + schema.type() + ")");
        }
    }

    private void members(String what, YamlMapping mapping, Map<String, PropertyDefinition> definitions) {
        mapping.entries().forEach((name, entry) -> {
            PropertyDefinition definition = definitions.get(name);
            if (definition == null) {
                problems.add(
                        entry.keyPosition(),
                        "'" + what + "' has no property '" + name + "'"
                                + Suggestion.forName(name, definitions.keySet()));
            } else if (!entry.value().isNull()) {
                check(what + "." + name, entry.value(), definition.schema());
            }
        });
        for (PropertyDefinition definition : definitions.values()) {
            boolean given =
                    mapping.get(definition.name()).filter(v -> !v.isNull()).isPresent();
            if (definition.required() && definition.defaultValue().isEmpty() && !given) {
                problems.add(
                        mapping,
                        "'" + what + "' lacks the required property '" + definition.name() + "' ("
                                + definition.schema().type() + ")");
            }
        }
    }

    private void scalar(String what, YamlNode value, String type, Schema schema) {
        if (!(value instanceof YamlScalar scalar)) {
            wrong(what, value, expectation(type));
            return;
        }
        boolean fits = switch (type) {
            case "integer" -> Constraint.Numbers.integer(scalar.text()).isPresent();
            case "float" -> Constraint.Numbers.decimal(scalar.text()).isPresent();
            case "boolean" -> Booleans.isBoolean(scalar.text());
            default ->
                ScalarUnit.Dimension.ofType(type)
                        .map(d -> ScalarUnit.parse(d, scalar.text()).isPresent())
                        .orElse(true);
        };
        if (!fits) {
            wrong(what, value, expectation(type));
            return;
        }
        for (Constraint constraint : schema.constraints()) {
            constraint.expected(type, scalar.text()).ifPresent(expected -> wrong(what, value, expected));
        }
    }

    private static String expectation(String type) {
        return switch (type) {
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            default ->
                ScalarUnit.Dimension.ofType(type)
                        .map(d -> "a number with a unit such as '" + d.example() + "'")
                        .orElse("a " + type);
        };
    }

    private void wrong(String what, YamlNode value, String expected) {
        problems.add(value, "'" + what + "': expected " + expected + ", got " + value.describe());
    }
}
