package dev.davit.lifecycle.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The secrets that an operation knows, so that they can be masked wherever they turn up in texts from outside: a
 * command's output, an error of the VIM. Very short ones are left alone; masking them would garble every text.
 */
public final class SecretValues {
    /** Shorter secrets are not looked for. */
    public static final int SHORTEST = 4;

    private static final Pattern URL_PASSWORD = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@:\\s]*:([^@\\s]*)@");

    private final List<String> values;

    private SecretValues(Collection<String> values) {
        // Longest first: one secret may be the beginning of another.
        this.values = values.stream()
                .filter(value -> value.strip().length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** All secrets in these documents: members with a secret's name, passwords inside URLs. */
    public static SecretValues in(Collection<? extends JsonNode> documents) {
        Set<String> found = new HashSet<>();
        documents.forEach(document -> collect(document, false, found));
        return new SecretValues(found);
    }

    /** The text without any secret. */
    public String mask(String text) {
        String masked = Redaction.mask(text);
        for (String value : values) {
            if (masked.contains(value)) {
                masked = masked.replace(value, Redaction.MASK);
            }
        }
        return masked;
    }

    private static void collect(JsonNode node, boolean secret, Set<String> found) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member -> collect(member.getValue(), secret || Redaction.isSecret(member.getKey()), found));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, secret, found));
        } else if (secret && !node.isNull()) {
            String value = node.asString();
            found.add(value);
            // Keys and certificates come back line by line.
            value.lines().map(String::strip).filter(line -> line.length() > 20).forEach(found::add);
        } else if (node.isString()) {
            Matcher url = URL_PASSWORD.matcher(node.stringValue());
            while (url.find()) {
                found.add(url.group(1));
            }
        }
    }
}
