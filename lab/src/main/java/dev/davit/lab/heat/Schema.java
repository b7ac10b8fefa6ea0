package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The properties of a resource type: which there are, their kinds, which must be given and which can change in place. */
public final class Schema {
    /** What a property's value must be; texts and numbers are converted. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        MAP,
        ANY
    }

    private record Property(Kind kind, boolean required, boolean updatable) {}

    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, String> constraints = new HashMap<>();
    private final Set<String> alternatives = new java.util.LinkedHashSet<>();
    private Set<String> attributes = Set.of();
    private boolean open;

    /** A schema that takes anything. */
    public static Schema ofAnything() {
        Schema schema = new Schema();
        schema.open = true;
        return schema;
    }

    public Schema add(Kind kind, String... names) {
        for (String name : names) {
            properties.put(name, new Property(kind, false, false));
        }
        return this;
    }

    public Schema texts(String... names) {
        return add(Kind.TEXT, names);
    }

    public Schema required(String... names) {
        for (String name : names) {
            properties.computeIfPresent(name, (n, p) -> new Property(p.kind(), true, p.updatable()));
        }
        return this;
    }

    public Schema updatable(String... names) {
        for (String name : names) {
            properties.computeIfPresent(name, (n, p) -> new Property(p.kind(), p.required(), true));
        }
        return this;
    }

    public Schema attributes(String... names) {
        attributes = Set.of(names);
        return this;
    }

    /** @param constraint e.g. glance.image: what the property names must exist before anything is made */
    public Schema exists(String constraint, String... names) {
        for (String name : names) {
            constraints.put(name, constraint);
        }
        return this;
    }

    Optional<String> constraint(String name) {
        return Optional.ofNullable(constraints.get(name));
    }

    Set<String> attributes() {
        return attributes;
    }

    Set<String> names() {
        return properties.keySet();
    }

    /** Whether every change between the two can be done in place. */
    boolean updatesInPlace(Map<String, Object> before, Map<String, Object> after) {
        return properties.entrySet().stream()
                .filter(p -> !java.util.Objects.equals(before.get(p.getKey()), after.get(p.getKey())))
                .allMatch(p -> p.getValue().updatable());
    }

    /** One of these must be given. */
    public Schema anyOf(String... names) {
        alternatives.addAll(java.util.List.of(names));
        return this;
    }

    /** Unknown and missing properties. */
    void checkNames(String resource, Set<String> given) {
        for (String name : given) {
            if (!open && !properties.containsKey(name)) {
                throw HotException.property(resource, "", "Unknown Property " + name);
            }
        }
        properties.forEach((name, property) -> {
            if (property.required() && !given.contains(name)) {
                throw HotException.property(resource, "", "Property " + name + " not assigned");
            }
        });
        if (!alternatives.isEmpty() && alternatives.stream().noneMatch(given::contains)) {
            throw HotException.property(
                    resource,
                    "",
                    "At least one of the following properties must be specified: " + String.join(", ", alternatives)
                            + ".");
        }
    }

    /** The resolved properties, each of its kind; nulls are left out. */
    Map<String, Object> convert(String resource, Map<String, Object> resolved) {
        Map<String, Object> converted = new LinkedHashMap<>();
        resolved.forEach((name, value) -> {
            if (value != null) {
                converted.put(name, convert(resource, name, value));
            }
        });
        properties.forEach((name, property) -> {
            if (property.required() && !converted.containsKey(name)) {
                throw HotException.property(resource, "", "Property " + name + " not assigned");
            }
        });
        return converted;
    }

    Object convert(String resource, String name, Object value) {
        try {
            return properties.containsKey(name) ? convert(properties.get(name).kind(), value) : value;
        } catch (IllegalArgumentException e) {
            throw HotException.property(resource, "." + name, e.getMessage());
        }
    }

    private static Object convert(Kind kind, Object value) {
        return switch (kind) {
            case TEXT ->
                switch (value) {
                    case String text -> text;
                    case Boolean flag -> flag ? "True" : "False";
                    case Number number -> number.toString();
                    default -> throw new IllegalArgumentException("Value must be a string; got " + Json.write(value));
                };
            case NUMBER ->
                switch (value) {
                    case Number number ->
                        number.doubleValue() == number.longValue()
                                ? (Object) number.longValue()
                                : (Object) number.doubleValue();
                    case String text when text.matches("[+-]?\\d+") -> Long.valueOf(text);
                    case String text when text.matches("[+-]?\\d+\\.\\d+") -> Double.valueOf(text);
                    default -> throw new IllegalArgumentException("Value '" + value + "' is not an integer");
                };
            case FLAG ->
                switch (String.valueOf(value).toLowerCase(java.util.Locale.ROOT)) {
                    case "true", "yes", "on", "1", "t", "y" -> true;
                    case "false", "no", "off", "0", "f", "n" -> false;
                    default -> throw new IllegalArgumentException("\"" + value + "\" is not a valid boolean");
                };
            case LIST ->
                switch (value) {
                    case List<?> list -> list;
                    case String text when !text.isEmpty() -> List.of(text.split(","));
                    default -> throw new IllegalArgumentException("\"" + value + "\" is not a list");
                };
            case MAP ->
                switch (value) {
                    case Map<?, ?> map -> map;
                    case String text when text.startsWith("{") -> Json.toJava(Json.MAPPER.readTree(text));
                    default -> throw new IllegalArgumentException("\"" + value + "\" is not a map");
                };
            case ANY -> value;
        };
    }
}
