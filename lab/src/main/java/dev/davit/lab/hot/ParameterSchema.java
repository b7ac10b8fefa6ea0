package dev.davit.lab.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter as a template declares it.
 *
 * @param type string, number, comma_delimited_list, json or boolean
 * @param fallback the default, not converted yet
 * @param constraints each a map of one constraint, and its description
 */
public record ParameterSchema(
        String name,
        String type,
        Optional<Object> fallback,
        boolean hidden,
        boolean immutable,
        String label,
        String description,
        List<Map<String, Object>> constraints) {
    private static final Set<String> TYPES = Set.of("string", "number", "comma_delimited_list", "json", "boolean");
    private static final Set<String> KEYS =
            Set.of("type", "default", "description", "hidden", "label", "constraints", "immutable", "tags");

    @SuppressWarnings("unchecked")
    static ParameterSchema parse(String name, Object body) {
        if (!(body instanceof Map<?, ?> raw)) {
            throw HotException.invalid("Invalid parameter " + name + ": expected a map");
        }
        Map<String, Object> map = (Map<String, Object>) raw;
        String type = String.valueOf(map.get("type"));
        if (!TYPES.contains(type)) {
            throw new HotException(
                    "InvalidSchemaError",
                    map.containsKey("type")
                            ? "Invalid type (" + type + ")"
                            : "Missing parameter type for parameter: " + name);
        }
        for (String key : map.keySet()) {
            if (!KEYS.contains(key)) {
                throw new HotException("InvalidSchemaError", "Invalid key '" + key + "' for parameter (" + name + ")");
            }
        }
        List<Map<String, Object>> constraints = new ArrayList<>();
        if (map.get("constraints") instanceof List<?> list) {
            for (Object each : list) {
                if (!(each instanceof Map<?, ?>)) {
                    throw new HotException(
                            "InvalidSchemaError",
                            "Invalid parameter constraints for parameter " + name + ", expected a list of maps");
                }
                constraints.add((Map<String, Object>) each);
            }
        }
        return new ParameterSchema(
                name,
                type,
                Optional.ofNullable(map.get("default")),
                Boolean.TRUE.equals(map.get("hidden")),
                Boolean.TRUE.equals(map.get("immutable")),
                String.valueOf(map.getOrDefault("label", name)),
                String.valueOf(map.getOrDefault("description", "")),
                constraints);
    }
}
