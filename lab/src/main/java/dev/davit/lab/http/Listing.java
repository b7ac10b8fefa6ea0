package dev.davit.lab.http;

import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What lists have in common: members as filters, sort_key/sort_dir, marker/limit, fields. */
public final class Listing {
    private static final Set<String> CONTROLS = Set.of(
            "fields", "limit", "marker", "sort_key", "sort_dir", "page_reverse", "sort", "all_tenants", "all_projects");

    private Listing() {}

    /** Those documents that match each filter: the member (or one of several given values of it) as text. */
    public static List<ObjectNode> filter(List<ObjectNode> all, Map<String, List<String>> query) {
        return all.stream()
                .filter(d -> query.entrySet().stream()
                        .filter(q -> !CONTROLS.contains(q.getKey()))
                        .allMatch(q -> matches(d, q.getKey(), q.getValue())))
                .toList();
    }

    private static boolean matches(ObjectNode document, String member, List<String> values) {
        String name = member.equals("tenant_id") && !document.has("tenant_id") ? "project_id" : member;
        JsonNode value = document.path(name);
        if (value.isArray()) {
            return values.stream().allMatch(v -> within(value, v));
        }
        String text = Json.text(document, name, "");
        return values.stream()
                .anyMatch(v -> value.isBoolean()
                        ? v.equalsIgnoreCase(text) || v.equals(value.asBoolean() ? "1" : "0")
                        : v.equals(text));
    }

    /** fixed_ips=ip_address=1.2.3.4 looks into the elements; tags=a,b wants all of them. */
    private static boolean within(JsonNode array, String wanted) {
        int equals = wanted.indexOf('=');
        for (JsonNode each : array) {
            if (each.isValueNode()
                    ? List.of(wanted.split(",")).contains(each.asString())
                    : equals > 0
                            && Json.text(each, wanted.substring(0, equals), "").equals(wanted.substring(equals + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Sorted and cut to the page that limit and marker name. An unknown marker is a 400. */
    public static List<ObjectNode> page(
            List<ObjectNode> all, Request request, String defaultKey, String defaultDirection) {
        List<ObjectNode> sorted = new ArrayList<>(all);
        String key = request.query("sort_key").orElse(defaultKey);
        if (!key.isEmpty()) {
            Comparator<ObjectNode> order = Comparator.comparing(d -> Json.text(d, key, ""));
            sorted.sort(
                    request.query("sort_dir").orElse(defaultDirection).startsWith("desc") ? order.reversed() : order);
        }
        int from = 0;
        String marker = request.query("marker").orElse("");
        if (!marker.isEmpty()) {
            while (from < sorted.size()
                    && !Json.text(sorted.get(from), "id", "").equals(marker)) {
                from++;
            }
            if (from == sorted.size()) {
                throw ApiException.badRequest("marker [" + marker + "] not found");
            }
            from++;
        }
        int limit = request.query("limit").map(Listing::number).orElse(Integer.MAX_VALUE);
        return sorted.subList(from, (int) Math.min(sorted.size(), (long) from + limit));
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw (ApiException)
                    ApiException.badRequest("limit param must be an integer").initCause(e);
        }
        throw ApiException.badRequest("limit param must be positive");
    }

    public static ArrayNode array(List<ObjectNode> documents) {
        ArrayNode array = Json.array();
        documents.forEach(array::add);
        return array;
    }

    /** Only the members that ?fields= names, when it names some. */
    public static ObjectNode fields(ObjectNode document, List<String> fields) {
        return fields.isEmpty() ? document : document.deepCopy().retain(fields);
    }
}
