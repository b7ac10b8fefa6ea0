package dev.davit.lab.http;

import dev.davit.lab.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer. */
public record Response(int status, Map<String, String> headers, Body body) {
    /** What an answer carries. */
    public sealed interface Body {}

    public record Bytes(String contentType, byte[] bytes) implements Body {}

    /** @param size bytes of the file to send */
    public record File(String contentType, Path path, long size) implements Body {}

    public record Nothing() implements Body {}

    public static Response json(int status, JsonNode body) {
        return new Response(status, Map.of(), new Bytes("application/json", Json.MAPPER.writeValueAsBytes(body)));
    }

    public static Response ok(JsonNode body) {
        return json(200, body);
    }

    /** {"name": value} with 200. */
    public static Response wrapped(String name, JsonNode value) {
        return wrapped(200, name, value);
    }

    public static Response wrapped(int status, String name, JsonNode value) {
        return json(status, Json.object().set(name, value));
    }

    public static Response text(int status, String contentType, String text) {
        return new Response(status, Map.of(), new Bytes(contentType, text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new Nothing());
    }

    public Response with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, all, body);
    }
}
