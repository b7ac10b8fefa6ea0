package dev.davit.openstack.userdata;

import dev.davit.lifecycle.vim.VimWork;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the Heat parameters of a base HOT are made from.
 *
 * @param baseHot "heat_template" to the flavour's top template, and the file name of each nested template to its content
 * @param imageIds VDU name to the Glance id (or name) of the image that its servers boot from
 */
public record UserDataInput(Map<String, JsonNode> baseHot, VimWork work, Map<String, String> imageIds) {
    /** The key of the top template in {@link #baseHot}. */
    public static final String TOP_TEMPLATE = "heat_template";

    public UserDataInput {
        baseHot = Map.copyOf(baseHot);
        imageIds = Map.copyOf(imageIds);
    }
}
