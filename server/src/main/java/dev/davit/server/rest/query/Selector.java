package dev.davit.server.rest.query;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.rest.http.QueryParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An attribute selector (SOL013 clause 5.3): which complex attributes a list shows. Simple attributes are always there.
 *
 * @param complex the resource's complex attributes
 * @param shown paths of those to show; a path below a complex attribute shows that member only
 * @param hidden paths to hide again
 */
public record Selector(Set<String> complex, Set<String> shown, Set<String> hidden) {

    /**
     * @param complex all complex attributes of the resource, first-level names
     * @param excludedByDefault those that exclude_default leaves out
     */
    public static Selector parse(QueryParameters query, Set<String> complex, Set<String> excludedByDefault) {
        boolean all = flag(query, "all_fields");
        boolean defaults = flag(query, "exclude_default");
        List<String> fields = names(query, complex, "fields");
        List<String> excluded = names(query, complex, "exclude_fields", "exclude-fields");
        boolean excludes = query.has("exclude_fields") || query.has("exclude-fields");
        if (all && (query.has("fields") || excludes || defaults)) {
            throw refuse("all_fields", "cannot be combined with another selector");
        }
        if (excludes && (query.has("fields") || defaults)) {
            throw refuse("exclude_fields", "cannot be combined with fields or exclude_default");
        }
        if (all) {
            return new Selector(complex, complex, Set.of());
        }
        if (excludes) {
            return new Selector(complex, complex, Set.copyOf(excluded));
        }
        var shown = new HashSet<>(complex);
        shown.removeAll(query.has("fields") && !defaults ? complex : excludedByDefault);
        shown.addAll(fields);
        return new Selector(complex, shown, Set.of());
    }

    /** The resource with only what is selected. */
    public ObjectNode apply(ObjectNode resource) {
        ObjectNode result = resource.deepCopy();
        for (String name : complex) {
            if (!shown.contains(name)) {
                var members = shown.stream()
                        .filter(s -> s.startsWith(name + "/"))
                        .map(s -> List.of(s.substring(name.length() + 1).split("/")))
                        .toList();
                if (members.isEmpty()) {
                    result.remove(name);
                } else if (result.has(name)) {
                    keepOnly(result.get(name), members);
                }
            }
        }
        hidden.forEach(path -> remove(result, List.of(path.split("/"))));
        return result;
    }

    private static void keepOnly(JsonNode node, List<List<String>> paths) {
        if (node instanceof ArrayNode array) {
            array.forEach(e -> keepOnly(e, paths));
        } else if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                var matching =
                        paths.stream().filter(p -> p.getFirst().equals(name)).toList();
                if (matching.isEmpty()) {
                    object.remove(name);
                } else if (matching.stream().allMatch(p -> p.size() > 1)) {
                    keepOnly(
                            object.get(name),
                            matching.stream().map(p -> p.subList(1, p.size())).toList());
                }
            }
        }
    }

    private static void remove(JsonNode node, List<String> path) {
        if (node instanceof ArrayNode array) {
            array.forEach(e -> remove(e, path));
        } else if (node instanceof ObjectNode object) {
            if (path.size() == 1) {
                object.remove(path.getFirst());
            } else if (object.has(path.getFirst())) {
                remove(object.get(path.getFirst()), path.subList(1, path.size()));
            }
        }
    }

    private static boolean flag(QueryParameters query, String name) {
        if (!query.first(name).orElse("").isEmpty()) {
            throw refuse(name, "is a flag and takes no value");
        }
        return query.has(name);
    }

    private static List<String> names(QueryParameters query, Set<String> complex, String... parameters) {
        var all = new java.util.ArrayList<String>();
        for (String parameter : parameters) {
            for (String name : query.list(parameter)) {
                if (!complex.contains(name.split("/")[0])) {
                    throw refuse(
                            parameter,
                            "'" + name + "' is not a complex attribute; there are "
                                    + String.join(", ", new java.util.TreeSet<>(complex)));
                }
                all.add(name);
            }
        }
        return all;
    }

    private static ProblemException refuse(String field, String reason) {
        return new ProblemException(ProblemDetails.badRequest(field, reason));
    }
}
