package dev.davit.lab.glance;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Glance's JSON patches of an image: add, replace, remove of one member, or of one tag. */
final class JsonPatch {
    private static final Set<String> KEPT = Set.of(
            "id",
            "owner",
            "name",
            "disk_format",
            "container_format",
            "visibility",
            "protected",
            "min_disk",
            "min_ram",
            "tags",
            "os_hidden");

    private JsonPatch() {}

    static ObjectNode apply(ObjectNode image, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiException.badRequest("Request body must be a JSON array of operation objects.");
        }
        ObjectNode copy = image.deepCopy();
        patch.forEach(operation -> apply(copy, operation, Json.text(operation, "op", ""), path(operation)));
        return copy;
    }

    private static List<String> path(JsonNode operation) {
        String path = Json.text(operation, "path", "");
        if (!path.startsWith("/")) {
            throw ApiException.badRequest("Pointer `" + path + "` does not start with \"/\".");
        }
        return List.of(path.substring(1).split("/")).stream()
                .map(s -> s.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static void apply(ObjectNode image, JsonNode operation, String op, List<String> path) {
        String member = path.getFirst();
        if (Images.READ_ONLY.contains(member) || member.equals("id")) {
            throw ApiException.forbidden("Attribute '" + member + "' is read-only.");
        }
        if (path.size() == 2 && image.get(member) instanceof ArrayNode list && op.equals("add")) {
            list.add(operation.path("value"));
            return;
        }
        switch (op) {
            case "add", "replace" -> {
                if (op.equals("replace") && !image.has(member)) {
                    throw ApiException.conflict("Property " + member + " does not exist.");
                }
                image.set(member, operation.path("value"));
            }
            case "remove" -> {
                if (!image.has(member)) {
                    throw ApiException.conflict("Property " + member + " does not exist.");
                }
                if (KEPT.contains(member)) {
                    throw ApiException.forbidden("Property " + member + " may not be removed.");
                }
                image.remove(member);
            }
            default ->
                throw ApiException.badRequest(
                        "Unable to find '" + op + "' in JSON Schema change. It must be one of: add, remove, replace.");
        }
    }
}
