package dev.davit.openstack.heat;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Heat template.
 *
 * @param top the top template: an object, or a text with YAML
 * @param files the texts of the nested templates by name
 * @param parameters values for the top template's parameters
 */
public record Template(JsonNode top, Map<String, String> files, ObjectNode parameters) {
    static String text(JsonNode template) {
        return JsonMapper.shared().writeValueAsString(template);
    }
}
