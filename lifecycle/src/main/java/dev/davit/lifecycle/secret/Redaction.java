package dev.davit.lifecycle.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Masks secrets in what people and logs get to see. */
public final class Redaction {
    /** What stands in place of a secret. */
    public static final String MASK = "***";

    private static final Set<String> SECRET_ENDINGS = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "credential",
            "private_key",
            "privatekey",
            "passphrase",
            "ssl_ca_cert");
    private static final Pattern URL_PASSWORD = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/@:\\s]*:)[^@\\s]*(@)");

    private Redaction() {}

    /** Whether a member of that name holds a secret, e.g. ssh_password or bearer_token. */
    public static boolean isSecret(String memberName) {
        String name = memberName.toLowerCase(Locale.ROOT);
        return SECRET_ENDINGS.stream().anyMatch(name::endsWith) || name.equals("secret_uuid");
    }

    /** A copy in which every secret member, and every password inside a URL, is {@link #MASK}. */
    @SuppressWarnings("unchecked")
    public static <T extends JsonNode> T mask(T node) {
        return (T) masked(node.deepCopy());
    }

    /** The text with passwords inside URLs masked. */
    public static String mask(String text) {
        return URL_PASSWORD.matcher(text).replaceAll("$1***$2");
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                JsonNode value = object.get(name);
                if (isSecret(name) && !value.isNull() && !value.isContainer()) {
                    object.put(name, MASK);
                } else {
                    object.set(name, masked(value));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        } else if (node.isString()) {
            return tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(mask(node.stringValue()));
        }
        return node;
    }
}
