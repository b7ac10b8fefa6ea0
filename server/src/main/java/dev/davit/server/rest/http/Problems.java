package dev.davit.server.rest.http;

import dev.davit.lifecycle.ProblemDetails;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors on the wire: RFC 7807, and the legacy form of the /v1.0 API. */
final class Problems {
    private static final Map<Integer, String> LEGACY_TYPES = Map.of(
            400, "BadRequest",
            401, "Unauthorized",
            403, "PolicyNotAuthorized",
            404, "NotFound",
            409, "Conflict",
            503, "ServiceUnavailable");

    private Problems() {}

    static ObjectNode json(ProblemDetails problem) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("title", problem.title());
        node.put("status", problem.status());
        node.put("detail", problem.detail());
        if (!problem.invalid().isEmpty()) {
            var invalid = node.putArray("invalidParams");
            problem.invalid()
                    .forEach(i -> invalid.addObject().put("param", i.field()).put("reason", i.reason()));
        }
        return node;
    }

    /** {@code {"TackerError": {...}}}, what clients of /v1.0 know. */
    static ObjectNode legacyJson(ProblemDetails problem) {
        var node = JsonNodeFactory.instance.objectNode();
        node.putObject("TackerError")
                .put("type", LEGACY_TYPES.getOrDefault(problem.status(), "TackerError"))
                .put("message", problem.detail())
                .put("detail", "");
        return node;
    }
}
