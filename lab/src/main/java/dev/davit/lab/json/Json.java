package dev.davit.lab.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The lab's one way to and from JSON. Documents (ObjectNodes) that were stored are never changed, only replaced by changed copies. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads at most limit bytes; empty input is an empty object. Throws {@link InvalidJsonException}. */
    public static JsonNode read(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new InvalidJsonException(
                    "Request limit exceeded: JSON body size exceeds maximum allowed size (" + limit + " bytes).", true);
        }
        if (bytes.length == 0) {
            return object();
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new InvalidJsonException("Malformed JSON request body: " + e.getOriginalMessage(), false);
        }
    }

    /** Maps, lists, strings, numbers, booleans and null as a tree. */
    public static JsonNode toNode(Object value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : MAPPER.valueToTree(value);
    }

    /** The tree as maps, lists, strings, numbers, booleans and null. */
    public static Object toJava(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : MAPPER.treeToValue(node, Object.class);
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The member as text, empty when it is absent or null. Numbers and booleans are written out. */
    public static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }

    public static String text(JsonNode node, String member, String otherwise) {
        return text(node, member).orElse(otherwise);
    }

    public static boolean flag(JsonNode node, String member, boolean otherwise) {
        return text(node, member)
                .map(v -> v.equalsIgnoreCase("true") || v.equals("1"))
                .orElse(otherwise);
    }
}
