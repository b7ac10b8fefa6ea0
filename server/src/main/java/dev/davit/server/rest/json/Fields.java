package dev.davit.server.rest.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the members of a JSON object into types. What is wrong is collected in {@link Violations} under the member's full
 * path and reading goes on with an empty value, so that one answer names all mistakes. A member that is null counts as
 * absent; unknown members are left alone (the API is open).
 */
public final class Fields {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-_:. /]{1,1024}");
    private static final int MAX_VALUE = 1024;

    private final ObjectNode node;
    private final String path;
    private final Violations violations;

    private Fields(ObjectNode node, String path, Violations violations) {
        this.node = node;
        this.path = path;
        this.violations = violations;
    }

    public static Fields of(ObjectNode body, Violations violations) {
        return new Fields(body, "", violations);
    }

    public Violations violations() {
        return violations;
    }

    /** The full path of a member. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    public void refuse(String name, String reason) {
        violations.add(path(name), reason);
    }

    /** @param maxLength in characters */
    public Optional<String> text(String name, int maxLength) {
        return value(name).flatMap(v -> {
            if (!v.isString()) {
                return wrong(name, "must be a string, not " + typeOf(v));
            }
            if (v.stringValue().length() > maxLength) {
                return wrong(name, "must have at most " + maxLength + " characters");
            }
            return Optional.of(v.stringValue());
        });
    }

    /** A string of 1 to 255 characters (SOL003 Identifier). */
    public Optional<String> identifier(String name) {
        return text(name, 255).flatMap(t -> t.isEmpty() ? wrong(name, "must not be empty") : Optional.of(t));
    }

    public String requiredIdentifier(String name) {
        return required(name, identifier(name)).orElse("");
    }

    public String requiredText(String name, int maxLength) {
        return required(name, text(name, maxLength)).orElse("");
    }

    public <T> Optional<T> required(String name, Optional<T> value) {
        if (value(name).isEmpty()) {
            refuse(name, "is required");
        }
        return value;
    }

    public Optional<Boolean> bool(String name) {
        return value(name)
                .flatMap(v -> v.isBoolean()
                        ? Optional.of(v.booleanValue())
                        : wrong(name, "must be true or false, not " + typeOf(v)));
    }

    public Optional<Integer> integer(String name, int min) {
        return value(name).flatMap(v -> {
            if (!v.isIntegralNumber() || !v.canConvertToInt()) {
                return wrong(name, "must be an integer, not " + typeOf(v));
            }
            return v.intValue() < min ? wrong(name, "must be at least " + min) : Optional.of(v.intValue());
        });
    }

    /** One of an enum's names. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return value(name).flatMap(v -> {
            for (E constant : type.getEnumConstants()) {
                if (v.isString() && constant.name().equals(v.stringValue())) {
                    return Optional.of(constant);
                }
            }
            return wrong(name, "must be one of " + List.of(type.getEnumConstants()));
        });
    }

    /** Any object; empty when absent. */
    public ObjectNode object(String name) {
        return value(name)
                .flatMap(v -> v instanceof ObjectNode object
                        ? Optional.of(object)
                        : wrong(name, "must be an object, not " + typeOf(v)))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    public Fields fields(String name) {
        return new Fields(object(name), path(name), violations);
    }

    /** KeyValuePairs: limited keys, strings of at most 1024 characters, anything inside containers. */
    public ObjectNode keyValues(String name) {
        ObjectNode object = object(name);
        for (var entry : object.properties()) {
            if (!KEY.matcher(entry.getKey()).matches()) {
                refuse(
                        name,
                        "has a key that is empty, too long or holds a character other than letters, digits, - _ : . / and space");
            } else if (entry.getValue().isString()
                    && entry.getValue().stringValue().length() > MAX_VALUE) {
                refuse(name + "." + entry.getKey(), "must have at most " + MAX_VALUE + " characters");
            }
        }
        return object;
    }

    /** The elements of an array of objects; empty when absent. */
    public List<Fields> objects(String name) {
        return elements(name, (element, elementPath) -> {
            if (element instanceof ObjectNode object) {
                return Optional.of(new Fields(object, elementPath, violations));
            }
            violations.add(elementPath, "must be an object, not " + typeOf(element));
            return Optional.empty();
        });
    }

    /** The elements of an array of strings; empty when absent. */
    public List<String> texts(String name, int maxLength) {
        return elements(name, (element, elementPath) -> {
            if (element.isString() && element.stringValue().length() <= maxLength) {
                return Optional.of(element.stringValue());
            }
            violations.add(elementPath, "must be a string of at most " + maxLength + " characters");
            return Optional.empty();
        });
    }

    /** The elements of an array of strings, each read by a function that throws IllegalArgumentException. */
    public <T> List<T> parsed(String name, String expected, Function<String, T> parser) {
        return elements(name, (element, elementPath) -> {
            try {
                if (element.isString()) {
                    return Optional.of(parser.apply(element.stringValue()));
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            violations.add(elementPath, "must be " + expected);
            return Optional.empty();
        });
    }

    /** The member as it is; empty when absent or null. */
    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name)).filter(v -> !v.isNull());
    }

    private interface ElementReader<T> {
        Optional<T> read(JsonNode element, String path);
    }

    private <T> List<T> elements(String name, ElementReader<T> reader) {
        var result = new ArrayList<T>();
        value(name).ifPresent(v -> {
            if (!v.isArray()) {
                refuse(name, "must be an array, not " + typeOf(v));
                return;
            }
            for (int i = 0; i < v.size(); i++) {
                reader.read(v.get(i), path(name) + "[" + i + "]").ifPresent(result::add);
            }
        });
        return result;
    }

    private <T> Optional<T> wrong(String name, String reason) {
        refuse(name, reason);
        return Optional.empty();
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING -> "null";
            case BINARY -> "binary data";
        };
    }
}
