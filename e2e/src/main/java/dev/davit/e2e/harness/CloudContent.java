package dev.davit.e2e.harness;

import java.util.ArrayList;
import java.util.List;
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

    static CloudContent of(Api cloud, String project) {
        String id = "";
        for (JsonNode found : cloud.json("/identity/v3/auth/projects").get("projects")) {
            id = found.get("name").stringValue().equals(project)
                    ? found.get("id").stringValue()
                    : id;
        }
        return new CloudContent(
                values(cloud.json("/heat/v1/" + id + "/stacks").get("stacks"), "stack_name"),
                values(cloud.json("/compute/v2.1/servers").get("servers"), "id"),
                values(
                        cloud.json("/network/v2.0/ports?device_owner=compute:nova")
                                .get("ports"),
                        "id"),
                values(cloud.json("/image/v2/images?limit=1000").get("images"), "name"));
    }

    private static List<String> values(JsonNode list, String member) {
        var values = new ArrayList<String>();
        list.forEach(entry -> values.add(entry.get(member).stringValue()));
        return values.stream().sorted().toList();
    }
}
