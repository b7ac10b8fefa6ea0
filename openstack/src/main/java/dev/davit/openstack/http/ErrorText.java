package dev.davit.openstack.http;

import dev.davit.lifecycle.secret.Redaction;
import tools.jackson.databind.JsonNode;

/** Finds a service's own words in an error answer; each OpenStack service wraps them in its own way, some in HTML. */
final class ErrorText {
    private static final int LONGEST = 1000;
    /** Of an answer that is no JSON; the expressions below look at each character often. */
    private static final int LOOKED_AT = 16 << 10;

    private ErrorText() {}

    static String of(Reply reply) {
        String message = message(reply.json(), 3);
        String text = message.isEmpty() ? withoutTags(reply.text()) : message;
        text = Redaction.mask(text.strip());
        if (text.isEmpty()) {
            return "no explanation given";
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }

    private static String message(JsonNode node, int depth) {
        if (!node.isObject() || depth == 0) {
            return "";
        }
        JsonNode own = node.path("message");
        if (own.isString() && !own.stringValue().isBlank()) {
            return own.stringValue();
        }
        for (JsonNode child : node) {
            String found = message(child, depth - 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String withoutTags(String all) {
        String text = all.length() > LOOKED_AT ? all.substring(0, LOOKED_AT) : all;
        return text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
