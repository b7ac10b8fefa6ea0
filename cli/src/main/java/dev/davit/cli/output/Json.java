package dev.davit.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out, and short ways to read answers whose members may be missing. */
public final class Json {
    /** Reads parameter files too, where people leave comments. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS, JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /** @throws tools.jackson.core.JacksonException when it is no JSON */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The text at a path of member names, or an empty one. */
    public static String text(JsonNode node, String... path) {
        return optional(node, path).orElse("");
    }

    public static Optional<String> optional(JsonNode node, String... path) {
        JsonNode at = at(node, path);
        return at.isValueNode() && !at.isNull()
                ? Optional.of(at.asString()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    public static JsonNode at(JsonNode node, String... path) {
        JsonNode at = node;
        for (String member : path) {
            at = at.path(member);
        }
        return at;
    }

    /** The elements of an array; none when there is no such array. */
    public static List<JsonNode> elements(JsonNode node, String... path) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode at = at(node, path);
        if (at.isArray()) {
            at.forEach(elements::add);
        }
        return elements;
    }
}
