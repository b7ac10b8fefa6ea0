package dev.davit.server.rest.query;

import dev.davit.server.rest.http.QueryParameters;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An attribute-based filter (SOL013 clause 5.2, as the v1 API spells it): conditions that must all hold. Evaluated on a
 * resource's full JSON. An attribute below an array stands for all elements: a positive operator needs one value that
 * matches, a negative one needs a value and none that matches.
 */
public record Filter(List<Condition> conditions) implements Predicate<JsonNode> {
    public static final Filter ALL = new Filter(List.of());

    record Condition(String operator, List<String> attribute, ValueType type, List<String> values) {}

    public Filter {
        conditions = List.copyOf(conditions);
    }

    /** What the parameter {@code filter} asks for; everything without it. @throws dev.davit.lifecycle.ProblemException as parse */
    public static Filter of(QueryParameters query, Attributes attributes) {
        return query.first("filter").map(text -> parse(text, attributes)).orElse(ALL);
    }

    /** @throws dev.davit.lifecycle.ProblemException 400 that names the place */
    public static Filter parse(String text, Attributes attributes) {
        return new FilterParser(text, attributes).parse();
    }

    @Override
    public boolean test(JsonNode resource) {
        return conditions.stream().allMatch(c -> holds(c, resource));
    }

    private static boolean holds(Condition condition, JsonNode resource) {
        List<String> actual = values(resource, condition.attribute(), 0)
                .filter(v -> !v.isNull() && !v.isContainer())
                .map(JsonNode::asString)
                .toList();
        return switch (condition.operator()) {
            case "eq", "in" ->
                actual.stream().anyMatch(a -> condition.values().stream().anyMatch(w -> same(condition, a, w)));
            case "neq", "nin" ->
                !actual.isEmpty()
                        && actual.stream()
                                .noneMatch(a -> condition.values().stream().anyMatch(w -> same(condition, a, w)));
            case "cont" ->
                actual.stream().anyMatch(a -> condition.values().stream().anyMatch(a::contains));
            case "ncont" ->
                !actual.isEmpty()
                        && actual.stream()
                                .noneMatch(a -> condition.values().stream().anyMatch(a::contains));
            case "gt" -> anyCompares(condition, actual, c -> c > 0);
            case "gte" -> anyCompares(condition, actual, c -> c >= 0);
            case "lt" -> anyCompares(condition, actual, c -> c < 0);
            case "lte" -> anyCompares(condition, actual, c -> c <= 0);
            default -> throw new IllegalStateException(condition.operator());
        };
    }

    private static boolean same(Condition condition, String actual, String wanted) {
        return switch (condition.type()) {
            case ValueType.Id ignored -> actual.equalsIgnoreCase(wanted);
            case ValueType.Number ignored -> Comparison.numbers(actual, wanted) == 0;
            default -> actual.equals(wanted);
        };
    }

    private static boolean anyCompares(Condition condition, List<String> actual, Predicate<Integer> outcome) {
        String wanted = condition.values().getFirst();
        return actual.stream()
                .anyMatch(a -> outcome.test(
                        switch (condition.type()) {
                            case ValueType.Number ignored -> Comparison.numbers(a, wanted);
                            case ValueType.Time ignored -> Comparison.times(a, wanted);
                            default -> a.compareTo(wanted);
                        }));
    }

    private static Stream<JsonNode> values(JsonNode node, List<String> path, int depth) {
        if (node.isArray()) {
            return node.valueStream().flatMap(e -> values(e, path, depth));
        }
        if (depth == path.size()) {
            return Stream.of(node);
        }
        JsonNode member = node.get(path.get(depth));
        return member == null ? Stream.empty() : values(member, path, depth + 1);
    }
}
