package dev.davit.openstack.userdata;

import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** YAML as JSON: scalars without quotes become what YAML's core schema takes them for (null, boolean, number, text). */
final class PlainYaml {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+\\.[0-9]*)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final int LONGEST_NUMBER = 40;

    private PlainYaml() {}

    static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlMapping mapping -> {
                var object = JsonMapper.shared().createObjectNode();
                mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlSequence sequence -> {
                var array = JsonMapper.shared().createArrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlScalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(YamlScalar scalar) {
        var nodes = JsonNodeFactory.instance;
        String text = scalar.text();
        if (scalar.isNull()) {
            return nodes.nullNode();
        }
        if (scalar.plain() && TRUE.matcher(text).matches()) {
            return nodes.booleanNode(true);
        }
        if (scalar.plain() && FALSE.matcher(text).matches()) {
            return nodes.booleanNode(false);
        }
        if (scalar.plain() && INTEGER.matcher(text).matches()) {
            return nodes.numberNode(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
        }
        if (scalar.plain()
                && text.length() <= LONGEST_NUMBER
                && DECIMAL.matcher(text).matches()) {
            return nodes.numberNode(new BigDecimal(text));
        }
        return nodes.stringNode(text);
    }
}
