package dev.davit.openstack.client;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an update changes of a stack; all else stays as it is. Every update replaces what is marked unhealthy.
 *
 * @param parameters those that get another value
 * @param template another top template, with the files that it calls; empty to keep the one that the stack has
 */
public record StackUpdate(ObjectNode parameters, Optional<JsonNode> template, Map<String, String> files) {
    public StackUpdate {
        files = Map.copyOf(files);
    }

    public static StackUpdate nothing() {
        return ofParameters(JsonNodeFactory.instance.objectNode());
    }

    public static StackUpdate ofParameters(ObjectNode parameters) {
        return new StackUpdate(parameters, Optional.empty(), Map.of());
    }
}
