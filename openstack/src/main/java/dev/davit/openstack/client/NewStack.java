package dev.davit.openstack.client;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stack to create.
 *
 * @param template the top template: an object, or a text with YAML
 * @param files nested templates by the name that the top one calls them
 */
public record NewStack(
        String name,
        JsonNode template,
        Map<String, String> files,
        ObjectNode parameters,
        List<String> tags,
        int timeoutMinutes) {
    public NewStack {
        tags = List.copyOf(tags);
    }
}
