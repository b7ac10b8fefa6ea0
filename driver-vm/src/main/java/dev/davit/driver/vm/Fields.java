package dev.davit.driver.vm;

import dev.davit.lifecycle.ProblemDetails.Invalid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes typed values out of a JSON object. Problems are collected under the field's full path, so that a client learns of
 * all of them at once. JSON null counts as absent.
 */
public final class Fields {
    private static final Logger log = LoggerFactory.getLogger(Fields.class);
    private static final int MAX_TEXT = 16 * 1024;

    private final String path;
    private final ObjectNode object;
    private final List<Invalid> problems;

    public Fields(String path, ObjectNode object, List<Invalid> problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    public void problem(String name, String reason) {
        problems.add(new Invalid(path + "." + name, reason));
    }

    /** Any JSON value that is there and not null. */
    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /** Text of one line that must be there. */
    public Optional<String> required(String name) {
        if (value(name).isEmpty()) {
            problem(name, "is required");
        }
        return line(name);
    }

    /** Text of one line. */
    public Optional<String> line(String name) {
        return string(name).filter(text -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                problem(name, "must not contain control characters such as line ends");
                return false;
            }
            return true;
        });
    }

    /** Text that may have several lines, not empty. */
    public Optional<String> string(String name) {
        return value(name).flatMap(node -> {
            if (!node.isString()) {
                problem(name, "must be a string, not " + typeOf(node));
            } else if (node.stringValue().isBlank()) {
                problem(name, "must not be empty");
            } else if (node.stringValue().length() > MAX_TEXT) {
                problem(name, "must not have more than " + MAX_TEXT + " characters");
            } else {
                return Optional.of(node.stringValue());
            }
            return Optional.empty();
        });
    }

    /** Turns text into a type; an IllegalArgumentException of the parser becomes the problem. */
    public <T> Optional<T> parsed(String name, Optional<String> text, Function<String, T> parser) {
        return text.flatMap(t -> {
            try {
                return Optional.of(parser.apply(t));
            } catch (IllegalArgumentException e) {
                problem(name, e.getMessage());
                return Optional.empty();
            }
        });
    }

    public Optional<Fields> object(String name) {
        return value(name).flatMap(node -> {
            if (node instanceof ObjectNode inner) {
                return Optional.of(new Fields(path + "." + name, inner, problems));
            }
            problem(name, "must be an object, not " + typeOf(node));
            return Optional.empty();
        });
    }

    /** The members of an array of objects, each with its index in its path. */
    public List<Fields> objects(String name) {
        var found = new ArrayList<Fields>();
        value(name).ifPresent(node -> {
            if (!node.isArray()) {
                problem(name, "must be an array, not " + typeOf(node));
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                String element = name + "[" + i + "]";
                if (node.get(i) instanceof ObjectNode inner) {
                    found.add(new Fields(path + "." + element, inner, problems));
                } else {
                    problem(element, "must be an object, not " + typeOf(node.get(i)));
                }
            }
        });
        return found;
    }

    /**
     * Complains of members that are nearly but not quite known, which would be ignored to their writer's surprise. Other
     * unknown members are let pass, as packages written for other managers may carry their own.
     */
    public void expectOnly(Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                known.stream()
                        .filter(k -> !object.has(k) && distance(k, name) <= 2)
                        .min(Comparator.comparingInt(k -> distance(k, name)))
                        .ifPresentOrElse(
                                k -> problem(name, "is not known; did you mean '" + k + "'?"),
                                () -> log.info("{}: a member that the driver does not know is ignored", path));
            }
        }
    }

    public static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** How many letters must be changed, added or dropped to get from one text to the other (Levenshtein). */
    public static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return 3;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
