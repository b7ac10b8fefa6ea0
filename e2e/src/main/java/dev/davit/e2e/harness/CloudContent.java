package dev.davit.e2e.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a project has in the cloud, asked of the cloud itself.
 *
 * @param stacks names of its stacks
 * @param servers ids of its servers
 * @param ports ids of ports that belong to a server
 * @param images names of all images that it may use, the cloud's own ones included
 */
public record CloudContent(List<String> stacks, List<String> servers, List<String> ports, List<String> images) {

    static CloudContent of(Api cloud, String projectName) {
        String id = "";
        for (JsonNode found : cloud.json("/identity/v3/auth/projects").get("projects")) {
            id = found.get("name").stringValue().equals(projectName)
                    ? found.get("id").stringValue()
                    : id;
        }
        String project = id;
        return of(
                path -> cloud.json("/heat/v1/" + project + path),
                path -> cloud.json("/compute/v2.1" + path),
                path -> cloud.json("/network" + path),
                path -> cloud.json("/image" + path));
    }

    /** Each service answers to a path below its address in the catalogue. */
    public static CloudContent of(
            Function<String, JsonNode> heat,
            Function<String, JsonNode> nova,
            Function<String, JsonNode> neutron,
            Function<String, JsonNode> glance) {
        return new CloudContent(
                values(heat.apply("/stacks").get("stacks"), "stack_name"),
                values(nova.apply("/servers").get("servers"), "id"),
                values(neutron.apply("/v2.0/ports?device_owner=compute:nova").get("ports"), "id"),
                values(glance.apply("/v2/images?limit=1000").get("images"), "name"));
    }

    private static List<String> values(JsonNode list, String member) {
        var values = new ArrayList<String>();
        list.forEach(entry -> values.add(entry.get(member).stringValue()));
        return values.stream().sorted().toList();
    }
}
