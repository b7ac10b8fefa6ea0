package dev.davit.lab.http;

import dev.davit.lab.json.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts the API calls by method and path template, so that a test can say how many its work took. */
public final class Calls {
    private record Key(String method, String template) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTemplate = template.compareTo(other.template);
            return byTemplate != 0 ? byTemplate : method.compareTo(other.method);
        }
    }

    private final ConcurrentMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String method, String template) {
        counts.computeIfAbsent(new Key(method, template), k -> new LongAdder()).increment();
    }

    public void reset() {
        counts.clear();
    }

    public ObjectNode show() {
        ArrayNode calls = Json.array();
        long total = 0;
        for (Map.Entry<Key, LongAdder> entry :
                counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            String template = entry.getKey().template();
            long count = entry.getValue().sum();
            total += count;
            calls.addObject()
                    .put("method", entry.getKey().method())
                    .put("service", Service.of(template).name().toLowerCase(java.util.Locale.ROOT))
                    .put("path", template)
                    .put("count", count);
        }
        return Json.object().put("total", total).set("calls", calls);
    }
}
