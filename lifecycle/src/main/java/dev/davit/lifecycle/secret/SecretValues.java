package dev.davit.lifecycle.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The secrets that an operation knows, so that they can be masked wherever they turn up in texts from outside: a
 * command's output, an error of the VIM. Very short ones are left alone; masking them would garble every text.
 */
public final class SecretValues {
    /** Shorter secrets are not looked for. */
    public static final int SHORTEST = 4;

    private final List<String> values;
    private final List<Word> words;

    private SecretValues(Collection<String> values) {
        // Longest first: one secret may be the beginning of another.
        List<String> wanted = values.stream()
                .filter(value -> value.strip().length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        this.values = wanted.stream().filter(value -> !Word.is(value)).toList();
        this.words = wanted.stream().filter(Word::is).map(Word::of).toList();
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
        for (Word word : words) {
            masked = word.mask(masked);
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
            String text = node.stringValue();
            UrlPasswords.in(text).forEach(password -> found.add(text.substring(password.start(), password.end())));
        }
    }
}
