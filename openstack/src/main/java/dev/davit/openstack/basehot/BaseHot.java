package dev.davit.openstack.basehot;

import dev.davit.openstack.userdata.UserDataInput;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The base HOT of a deployment flavour: Heat templates that the package brings, used instead of a generated one. They go
 * to Heat as the texts that they are; the read form is for finding things in them.
 *
 * @param file the top template's path in the package
 * @param text of the top template
 * @param top the top template, read
 * @param nested the nested templates, read, by file name
 * @param files texts of nested templates and other files by the name that templates call them
 */
public record BaseHot(
        String file, String text, ObjectNode top, Map<String, ObjectNode> nested, Map<String, String> files) {
    public BaseHot {
        nested = Map.copyOf(nested);
        files = Map.copyOf(files);
    }

    /** The template as Heat gets it. */
    public JsonNode template() {
        return StringNode.valueOf(text);
    }

    /** As user data wants it. */
    public Map<String, JsonNode> forUserData() {
        var all = new HashMap<String, JsonNode>(nested);
        all.put(UserDataInput.TOP_TEMPLATE, top);
        return all;
    }
}
