package dev.davit.openstack.heat;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a template refers to resources of the top stack: the top template by get_resource; a nested one by a parameter of
 * the same name, whose value the top template passes.
 */
final class References {
    private final boolean nested;
    private final Set<String> used = new LinkedHashSet<>();

    private References(boolean nested) {
        this.nested = nested;
    }

    static References inTopTemplate() {
        return new References(false);
    }

    static References inNestedTemplate() {
        return new References(true);
    }

    ObjectNode to(String topResource) {
        used.add(topResource);
        return JsonNodeFactory.instance.objectNode().put(nested ? "get_param" : "get_resource", topResource);
    }

    /** What was referred to, in order. */
    Set<String> used() {
        return used;
    }

    static ObjectNode resource(String name) {
        return JsonNodeFactory.instance.objectNode().put("get_resource", name);
    }
}
