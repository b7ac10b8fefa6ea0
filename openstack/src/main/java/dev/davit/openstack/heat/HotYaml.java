package dev.davit.openstack.heat;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.yaml.YamlLimits;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlReader;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a template as Heat does, and a descriptor as user-data scripts expect it: YAML 1.1, in which {@code yes} and {@code on} are truth values, but where a date stays the
 * text that it is.
 */
public final class HotYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)");
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private HotYaml() {}

    /** @throws InvalidPackageException with the line, when it is no YAML or too large */
    public static JsonNode read(String file, byte[] bytes) throws InvalidPackageException {
        return json(new YamlReader(YamlLimits.DEFAULTS).read(file, bytes));
    }

    /** The same of what was read already. */
    public static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlMapping mapping -> {
                var object = JSON.objectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlSequence sequence -> {
                var array = JSON.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlScalar scalar -> scalar.plain() ? plain(scalar) : JSON.stringNode(scalar.text());
        };
    }

    private static JsonNode plain(YamlScalar scalar) {
        String text = scalar.text();
        if (scalar.isNull()) {
            return JSON.nullNode();
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text.replace("_", ""), 10);
        }
        if (HEX.matcher(text).matches()) {
            return integer(text.replace("_", "").replaceFirst("0x", ""), 16);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.replace("_", ""), 8);
        }
        if (FLOAT.matcher(text).matches()) {
            return JSON.numberNode(Double.parseDouble(text.replace("_", "")));
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return JSON.booleanNode(TRUE.contains(word));
        }
        return JSON.stringNode(text);
    }

    private static JsonNode integer(String digits, int radix) {
        var value = new BigInteger(digits, radix);
        return value.bitLength() < 32 ? JSON.numberNode(value.intValueExact()) : JSON.numberNode(value);
    }
}
