package dev.davit.lab.fault;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A misbehaviour on order. Of requests: method and path say which (globs with *), latencyMillis, status (with retryAfter
 * seconds) and reset say what happens. Of Heat resources: resourceType and resourceName (globs) say which, action (CREATE by
 * default, UPDATE, DELETE) when, reason why they fail; latencyMillis alone makes them slow.
 *
 * @param times how often it happens; 0 is always
 */
public record Fault(
        String id,
        String method,
        String path,
        String resourceType,
        String resourceName,
        String action,
        long latencyMillis,
        int status,
        int retryAfter,
        boolean reset,
        Optional<String> reason,
        int times) {

    public static Fault of(JsonNode json) {
        Fault fault = new Fault(
                UUID.randomUUID().toString(),
                Json.text(json, "method", "*"),
                Json.text(json, "path", ""),
                Json.text(json, "resourceType", json.has("resourceName") ? "*" : ""),
                Json.text(json, "resourceName", "*"),
                Json.text(json, "action", "CREATE"),
                json.path("latencyMillis").asLong(0),
                json.path("status").asInt(0),
                json.path("retryAfter").asInt(0),
                json.path("reset").asBoolean(false),
                Json.text(json, "reason"),
                json.path("times").asInt(0));
        if (fault.path.isEmpty() == fault.resourceType.isEmpty()) {
            throw ApiException.badRequest("A fault needs either \"path\" or \"resourceType\"/\"resourceName\"");
        }
        if (fault.status != 0 && (fault.status < 400 || fault.status > 599)) {
            throw ApiException.badRequest("\"status\" must be 400 to 599");
        }
        if (fault.latencyMillis == 0 && fault.status == 0 && !fault.reset && fault.reason.isEmpty()) {
            throw ApiException.badRequest(
                    "A fault needs an effect: \"latencyMillis\", \"status\", \"reset\" or \"reason\"");
        }
        return fault;
    }

    boolean hitsRequest(String requestMethod, String requestPath) {
        return !path.isEmpty() && glob(method, requestMethod) && glob(path, requestPath);
    }

    boolean hitsResource(String type, String name, String resourceAction) {
        return !resourceType.isEmpty()
                && glob(resourceType, type)
                && glob(resourceName, name)
                && glob(action, resourceAction);
    }

    private static boolean glob(String pattern, String text) {
        return Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), text);
    }

    ObjectNode show(int left) {
        ObjectNode json = Json.object().put("id", id);
        if (path.isEmpty()) {
            json.put("resourceType", resourceType)
                    .put("resourceName", resourceName)
                    .put("action", action);
        } else {
            json.put("method", method).put("path", path);
        }
        reason.ifPresent(r -> json.put("reason", r));
        return json.put("latencyMillis", latencyMillis)
                .put("status", status)
                .put("retryAfter", retryAfter)
                .put("reset", reset)
                .put("times", times)
                .put("left", left);
    }
}
