package dev.davit.lab.hot;

import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Goes into a value by keys and indexes. */
public final class Paths {
    private Paths() {}

    /** The value at the path, or the fallback where the path leads nowhere. */
    public static Object select(Object value, List<Object> path, Object fallback) {
        Object at = value;
        for (Object step : path) {
            if (at instanceof String text) {
                at = parsed(text);
            }
            if (at instanceof Map<?, ?> map && map.containsKey(String.valueOf(step))) {
                at = map.get(String.valueOf(step));
            } else if (at instanceof List<?> list && index(step, list.size()) >= 0) {
                at = list.get(index(step, list.size()));
            } else {
                return fallback;
            }
        }
        return at;
    }

    private static Object parsed(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? Json.toJava(Json.MAPPER.readTree(text)) : text;
        } catch (JacksonException e) {
            // text that only looks like JSON has no inside
            return text;
        }
    }

    private static int index(Object step, int size) {
        try {
            int index = Integer.parseInt(String.valueOf(step));
            int from = index < 0 ? index + size : index;
            return from < size ? from : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
