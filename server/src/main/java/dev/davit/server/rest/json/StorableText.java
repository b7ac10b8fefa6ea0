package dev.davit.server.rest.json;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import tools.jackson.databind.JsonNode;

/** JSON can say what is no Unicode text and what PostgreSQL keeps in no column: U+0000 and halves of surrogate pairs. */
final class StorableText {
    private StorableText() {}

    /** @throws ProblemException 400 naming the first member whose name or value is none */
    static void check(JsonNode node) {
        check("", node);
    }

    private static void check(String path, JsonNode node) {
        if (node.isString()) {
            refuseUnlessText(path, node.stringValue());
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                refuseUnlessText(path.isEmpty() ? "body" : path, member.getKey());
                check(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue());
            });
        } else if (node.isArray()) {
            for (int n = 0; n < node.size(); n++) {
                check(path + "[" + n + "]", node.get(n));
            }
        }
    }

    private static void refuseUnlessText(String path, String text) {
        boolean good = text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (!good) {
            throw new ProblemException(ProblemDetails.badRequest(
                    path, "holds U+0000 or half of a surrogate pair, which cannot be stored"));
        }
    }
}
