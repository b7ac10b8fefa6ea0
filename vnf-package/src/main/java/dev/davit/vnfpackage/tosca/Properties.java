package dev.davit.vnfpackage.tosca;

import dev.davit.vnfpackage.yaml.Position;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Property values of a template: assigned ones with inputs put in, else the type's defaults; checked against the type. */
public final class Properties {
    private static final Set<String> OTHER_FUNCTIONS = Set.of(
            "get_property",
            "get_attribute",
            "get_operation_output",
            "get_nodes_of_type",
            "get_artifact",
            "concat",
            "token");

    private final Types types;
    private final Problems problems;

    public Properties(Types types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /**
     * The values of a template's {@code properties}.
     *
     * @param openAllowed properties that may be missing, or come from an input without a default, without that being a problem
     */
    public YamlMapping of(Assigned template, Topology topology, Set<String> openAllowed) {
        YamlMapping assigned =
                template.section("properties", problems).orElseGet(() -> YamlMapping.empty(template.position()));
        return values(
                template.name(),
                assigned,
                types.properties(template.kind(), template.type()),
                topology,
                openAllowed,
                template.position());
    }

    /** The values of {@code capabilities.NAME.properties} of a node template. */
    public YamlMapping ofCapability(Assigned node, String capability, String capabilityType, Topology topology) {
        Optional<YamlMapping> section = node.section("capabilities", problems)
                .flatMap(c -> problems.mapping(c, capability))
                .flatMap(c -> problems.mapping(c, "properties"));
        Position position = section.map(YamlMapping::position).orElse(node.position());
        return values(
                node.name() + "." + capability,
                section.orElseGet(() -> YamlMapping.empty(position)),
                types.properties(TypeKind.CAPABILITY, capabilityType),
                topology,
                Set.of(),
                position);
    }

    private YamlMapping values(
            String owner,
            YamlMapping assigned,
            Map<String, PropertyDefinition> definitions,
            Topology topology,
            Set<String> openAllowed,
            Position position) {
        Map<String, YamlMapping.Entry> values = new LinkedHashMap<>();
        ValueCheck check = new ValueCheck(types, problems);
        Set<String> broken = new HashSet<>();
        assigned.entries().forEach((name, entry) -> {
            PropertyDefinition definition = definitions.get(name);
            if (definition == null) {
                problems.add(
                        entry.keyPosition(),
                        "'" + owner + "' has no property '" + name + "'"
                                + Suggestion.forName(name, definitions.keySet()));
            } else if (!entry.value().isNull()) {
                Optional<YamlNode> value = resolve(entry.value(), topology, openAllowed.contains(name));
                value.ifPresentOrElse(
                        v -> {
                            check.check(name, v, definition.schema());
                            values.put(name, new YamlMapping.Entry(entry.keyPosition(), v));
                        },
                        () -> broken.add(name));
            }
        });
        for (PropertyDefinition definition : definitions.values()) {
            String name = definition.name();
            if (values.containsKey(name)) {
                continue;
            }
            if (definition.defaultValue().filter(v -> !v.isNull()).isPresent()) {
                YamlNode value = definition.defaultValue().get();
                check.check(name, value, definition.schema());
                values.put(name, new YamlMapping.Entry(value.position(), value));
            } else if (definition.required() && !openAllowed.contains(name) && !broken.contains(name)) {
                problems.add(
                        position,
                        "'" + owner + "' lacks the required property '" + name + "' ("
                                + definition.schema().type() + ")");
            }
        }
        return new YamlMapping(assigned.position(), values);
    }

    /** The value with inputs put in; empty when an input has no default. */
    private Optional<YamlNode> resolve(YamlNode value, Topology topology, boolean openAllowed) {
        return switch (value) {
            case YamlScalar scalar -> Optional.of(scalar);
            case YamlSequence list -> {
                List<YamlNode> items = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    resolve(item, topology, openAllowed).ifPresent(items::add);
                }
                yield items.size() == list.items().size()
                        ? Optional.of(new YamlSequence(list.position(), items))
                        : Optional.empty();
            }
            case YamlMapping map when isFunction(map, "get_input") -> input(map, topology, openAllowed);
            case YamlMapping map -> {
                OTHER_FUNCTIONS.stream()
                        .filter(f -> isFunction(map, f))
                        .findFirst()
                        .ifPresent(f -> problems.add(
                                map, "function '" + f + "' is not supported; write the value, or use get_input"));
                Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
                map.entries()
                        .forEach((key, entry) -> resolve(entry.value(), topology, openAllowed)
                                .ifPresent(v -> entries.put(key, new YamlMapping.Entry(entry.keyPosition(), v))));
                yield entries.size() == map.entries().size()
                        ? Optional.of(new YamlMapping(map.position(), entries))
                        : Optional.empty();
            }
        };
    }

    private static boolean isFunction(YamlMapping map, String name) {
        return map.entries().size() == 1 && map.keys().contains(name);
    }

    private Optional<YamlNode> input(YamlMapping call, Topology topology, boolean openAllowed) {
        String name = call.text("get_input").orElse("");
        Optional<YamlNode> value = topology.inputs().getOrDefault(name, Optional.empty());
        if (!topology.inputs().containsKey(name)) {
            problems.add(
                    call,
                    "there is no input '" + name + "'"
                            + Suggestion.forName(name, topology.inputs().keySet()));
        } else if (value.isEmpty() && !openAllowed) {
            problems.add(call, "input '" + name + "' has no default, and nothing gives it a value");
        }
        return value;
    }
}
