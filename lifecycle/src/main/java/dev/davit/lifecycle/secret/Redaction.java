package dev.davit.lifecycle.secret;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Masks secrets in what people and logs get to see. */
public final class Redaction {
    /** What stands in place of a secret. */
    public static final String MASK = "***";

    /** In lower case, without hyphens and underscores; each also in the plural. */
    private static final Set<String> SECRET_ENDINGS = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "privatekey",
            "secretkey",
            "accesskey",
            "apikey",
            "kubeconfig",
            "sslcacert");

    private Redaction() {}

    /** Whether a member of that name holds a secret, e.g. ssh_password or bearer_token. */
    public static boolean isSecret(String memberName) {
        String name = memberName.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return SECRET_ENDINGS.stream().anyMatch(ending -> name.endsWith(ending) || name.endsWith(ending + "s"))
                || name.equals("secretuuid");
    }

    /** A copy in which every secret member with all below it, and every password inside a URL, is {@link #MASK}. */
    @SuppressWarnings("unchecked")
    public static <T extends JsonNode> T mask(T node) {
        return (T) masked(node.deepCopy(), false);
    }

    /** The text with passwords inside URLs masked. */
    public static String mask(String text) {
        var masked = new StringBuilder();
        int from = 0;
        for (UrlPasswords.Range password : UrlPasswords.in(text)) {
            masked.append(text, from, password.start()).append(MASK);
            from = password.end();
        }
        return from == 0 ? text : masked.append(text, from, text.length()).toString();
    }

    private static JsonNode masked(JsonNode node, boolean secret) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                object.set(name, masked(object.get(name), secret || isSecret(name)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), secret));
            }
        } else if (secret && !node.isNull()) {
            return JsonNodeFactory.instance.stringNode(MASK);
        } else if (node.isString()) {
            return JsonNodeFactory.instance.stringNode(mask(node.stringValue()));
        }
        return node;
    }
}
