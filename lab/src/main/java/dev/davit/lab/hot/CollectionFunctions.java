package dev.davit.lab.hot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** repeat, map_merge, map_replace, list_concat, list_concat_unique, filter. */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        all.put("repeat", CollectionFunctions::repeat);
        all.put("map_merge", CollectionFunctions::merge);
        all.put("map_replace", CollectionFunctions::replace);
        all.put("list_concat", CollectionFunctions::concat);
        all.put("list_concat_unique", (a, s) -> new ArrayList<>(new LinkedHashSet<>(concat(a, s))));
        all.put("filter", CollectionFunctions::filter);
    }

    private static Object repeat(Object arguments, Scope scope) {
        Map<String, Object> map = Functions.map("repeat", arguments);
        if (!map.containsKey("for_each") || !map.containsKey("template")) {
            throw HotException.invalid("\"repeat\" syntax should be {template: ..., for_each: {...}}");
        }
        Map<String, Object> each = Functions.map("repeat", Functions.resolve(map.get("for_each"), scope));
        boolean permutations = !Boolean.FALSE.equals(map.getOrDefault("permutations", true));
        List<Map<String, Object>> rounds = permutations ? permutations(each) : side(each);
        List<Object> results = new ArrayList<>();
        for (Map<String, Object> round : rounds) {
            Object item = Functions.resolve(substitute(map.get("template"), round), scope);
            if (item != Absent.ABSENT) {
                results.add(item);
            }
        }
        return results;
    }

    private static List<Map<String, Object>> permutations(Map<String, Object> each) {
        List<Map<String, Object>> rounds = List.of(Map.of());
        for (Map.Entry<String, Object> variable : each.entrySet()) {
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> round : rounds) {
                for (Object value : values(variable.getValue())) {
                    Map<String, Object> next = new LinkedHashMap<>(round);
                    next.put(variable.getKey(), value);
                    more.add(next);
                }
            }
            rounds = more;
        }
        return rounds;
    }

    private static List<Map<String, Object>> side(Map<String, Object> each) {
        List<Map<String, Object>> rounds = new ArrayList<>();
        each.forEach((name, values) -> {
            List<Object> list = values(values);
            for (int i = 0; i < list.size(); i++) {
                if (rounds.size() <= i) {
                    rounds.add(new LinkedHashMap<>());
                }
                rounds.get(i).put(name, list.get(i));
            }
        });
        if (rounds.stream().anyMatch(r -> r.size() != each.size())) {
            throw HotException.invalid("For loop must have lists of the same length when permutations is false");
        }
        return rounds;
    }

    private static List<Object> values(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value == null) {
            return List.of();
        }
        return Functions.list("repeat", value);
    }

    private static Object substitute(Object snippet, Map<String, Object> round) {
        return switch (snippet) {
            case String text when round.containsKey(text) -> round.get(text);
            case String text -> {
                String result = text;
                for (Map.Entry<String, Object> variable : round.entrySet()) {
                    if (!(variable.getValue() instanceof Map || variable.getValue() instanceof List)) {
                        result = result.replace(variable.getKey(), TextFunctions.text(variable.getValue()));
                    }
                }
                yield result;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(substitute(k, round), substitute(v, round)));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(substitute(each, round)));
                yield copy;
            }
            case null, default -> snippet;
        };
    }

    private static Object merge(Object arguments, Scope scope) {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Object each : Functions.list("map_merge", Functions.resolve(arguments, scope))) {
            if (each != null) {
                merged.putAll(Functions.map("map_merge", each));
            }
        }
        return merged;
    }

    private static Object replace(Object arguments, Scope scope) {
        List<Object> list = Functions.list("map_replace", Functions.resolve(arguments, scope));
        if (list.size() != 2) {
            throw HotException.invalid(
                    "Incorrect arguments to \"map_replace\" should be: [map, {keys: {...}, values: {...}}]");
        }
        Map<String, Object> how = Functions.map("map_replace", list.get(1));
        Map<String, Object> keys = Functions.map("map_replace", how.getOrDefault("keys", Map.of()));
        Map<String, Object> values = Functions.map("map_replace", how.getOrDefault("values", Map.of()));
        Map<String, Object> replaced = new LinkedHashMap<>();
        Functions.map("map_replace", list.getFirst())
                .forEach((key, value) -> replaced.put(
                        TextFunctions.text(keys.getOrDefault(key, key)),
                        value instanceof String text && values.containsKey(text) ? values.get(text) : value));
        return replaced;
    }

    private static List<Object> concat(Object arguments, Scope scope) {
        List<Object> all = new ArrayList<>();
        for (Object each : Functions.list("list_concat", Functions.resolve(arguments, scope))) {
            if (each != null) {
                all.addAll(Functions.list("list_concat", each));
            }
        }
        return all;
    }

    private static Object filter(Object arguments, Scope scope) {
        List<Object> list = Functions.list("filter", Functions.resolve(arguments, scope));
        if (list.size() != 2) {
            throw HotException.invalid("Argument to \"filter\" must be of the form [values, sequence]");
        }
        List<Object> left = Functions.list("filter", list.get(1));
        left.removeAll(Functions.list("filter", list.getFirst()));
        return left;
    }
}
