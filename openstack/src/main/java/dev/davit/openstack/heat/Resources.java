package dev.davit.openstack.heat;

import java.util.Collection;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The resources section of a template that is being written. */
record Resources(ObjectNode node) {

    static Resources none() {
        return new Resources(JsonNodeFactory.instance.objectNode());
    }

    /** @return the properties of the new resource, to be filled */
    ObjectNode add(String name, String type, Collection<String> dependsOn) {
        if (node.has(name)) {
            throw new TemplateException(
                    "the descriptor leads to two Heat resources called " + name,
                    "Rename one of the node templates of that name, or whose name begins with it.");
        }
        var resource = node.putObject(name).put("type", type);
        if (!dependsOn.isEmpty()) {
            dependsOn.forEach(resource.putArray("depends_on")::add);
        }
        return resource.putObject("properties");
    }

    ObjectNode add(String name, String type) {
        return add(name, type, java.util.List.of());
    }
}
