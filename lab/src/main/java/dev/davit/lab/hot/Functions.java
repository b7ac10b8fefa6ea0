package dev.davit.lab.hot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves HOT's intrinsic functions: a map with exactly one key, which is a function's name. */
public final class Functions {
    /** One function. Its arguments come as written; most resolve them first. */
    @FunctionalInterface
    interface Function {
        Object apply(Object arguments, Scope scope);
    }

    private static final Map<String, Function> ALL = new HashMap<>();

    static {
        ReferenceFunctions.addTo(ALL);
        TextFunctions.addTo(ALL);
        CollectionFunctions.addTo(ALL);
        ConditionFunctions.addTo(ALL);
    }

    private Functions() {}

    /** The snippet with every function in it replaced by its value. */
    public static Object resolve(Object snippet, Scope scope) {
        return switch (snippet) {
            case Map<?, ?> map
            when isFunction(map) ->
                ALL.get(name(map)).apply(map.values().iterator().next(), scope);
            case Map<?, ?> map -> {
                Map<String, Object> resolved = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    Object to = resolve(value, scope);
                    if (to != Absent.ABSENT) {
                        resolved.put(String.valueOf(key), to);
                    }
                });
                yield resolved;
            }
            case List<?> list -> {
                List<Object> resolved = new ArrayList<>(list.size());
                for (Object each : list) {
                    Object to = resolve(each, scope);
                    if (to != Absent.ABSENT) {
                        resolved.add(to);
                    }
                }
                yield resolved;
            }
            case null, default -> snippet;
        };
    }

    /** Each value resolved. A map of properties is never a function itself, even when its only key has a function's name. */
    public static Map<String, Object> resolveAll(Map<String, Object> properties, Scope scope) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        properties.forEach((name, snippet) -> {
            Object value = resolve(snippet, scope);
            if (value != null && value != Absent.ABSENT) {
                resolved.put(name, value);
            }
        });
        return resolved;
    }

    static boolean isFunction(Map<?, ?> map) {
        return map.size() == 1 && ALL.containsKey(name(map));
    }

    static String name(Map<?, ?> map) {
        return String.valueOf(map.keySet().iterator().next());
    }

    static List<Object> list(String function, Object arguments) {
        if (arguments instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw HotException.invalid("Argument to \"" + function + "\" must be a list");
    }

    static Map<String, Object> map(String function, Object arguments) {
        if (arguments instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), v));
            return copy;
        }
        throw HotException.invalid("Argument to \"" + function + "\" must be a map");
    }
}
