package dev.davit.lab.glance;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that clients read to know an image's own members from a user's. */
final class Schemas {
    private Schemas() {}

    static ObjectNode of(String name) {
        return switch (name) {
            case "image" -> image();
            case "images" ->
                Json.object()
                        .put("name", "images")
                        .set(
                                "properties",
                                Json.object()
                                        .set(
                                                "images",
                                                Json.object()
                                                        .put("type", "array")
                                                        .set("items", image())));
            default -> throw ApiException.notFound("No schema " + name);
        };
    }

    private static ObjectNode image() {
        ObjectNode properties = Json.object();
        for (String text : List.of(
                "id",
                "name",
                "status",
                "visibility",
                "checksum",
                "os_hash_algo",
                "os_hash_value",
                "created_at",
                "updated_at",
                "owner",
                "disk_format",
                "container_format",
                "self",
                "file",
                "schema",
                "direct_url")) {
            properties.set(
                    text, Json.object().set("type", Json.array().add("null").add("string")));
        }
        for (String number : List.of("size", "virtual_size", "min_disk", "min_ram")) {
            properties.set(
                    number, Json.object().set("type", Json.array().add("null").add("integer")));
        }
        for (String flag : List.of("protected", "os_hidden")) {
            properties.set(flag, Json.object().put("type", "boolean"));
        }
        properties.set(
                "tags",
                Json.object().put("type", "array").set("items", Json.object().put("type", "string")));
        return Json.object()
                .put("name", "image")
                .set("properties", properties)
                .set("additionalProperties", Json.object().put("type", "string"));
    }
}
