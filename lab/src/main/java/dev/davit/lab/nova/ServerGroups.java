package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Server groups. Members of one with anti-affinity are said to run on different hosts; there is one machine only. */
public final class ServerGroups {
    private static final Set<String> POLICIES =
            Set.of("affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity");
    private final Documents documents;

    public ServerGroups(Store store) {
        this.documents = store.kind("server_groups");
    }

    public ObjectNode create(String project, String user, JsonNode wish) {
        String policy = Json.text(wish, "policy")
                .orElseGet(() -> wish.path("policies").isEmpty()
                        ? ""
                        : wish.get("policies").get(0).asString());
        if (!POLICIES.contains(policy)) {
            throw ApiException.badRequest("Invalid input for field/attribute policy. Value: " + policy + ". '" + policy
                    + "' is not one of ['anti-affinity', 'affinity', 'soft-anti-affinity', 'soft-affinity']");
        }
        ObjectNode group = Json.object()
                .put("id", Ids.uuid())
                .put("name", Json.text(wish, "name", ""))
                .put("policy", policy)
                .put("project_id", project)
                .put("user_id", user);
        group.set("rules", wish.path("rules").isObject() ? wish.get("rules") : Json.object());
        group.putArray("members");
        return documents.put(group);
    }

    public ObjectNode get(String id) {
        return documents
                .get(id)
                .orElseThrow(() -> ApiException.notFound("Instance group " + id + " could not be found."));
    }

    List<ObjectNode> all(String project) {
        return documents.where("project_id", project);
    }

    void join(String id, String server) {
        documents.change(id, g -> ((ArrayNode) g.get("members")).add(server));
    }

    void leave(String server) {
        for (ObjectNode group : documents.all()) {
            ArrayNode left = Json.array();
            group.get("members").forEach(m -> {
                if (!m.asString().equals(server)) {
                    left.add(m);
                }
            });
            if (left.size() < group.get("members").size()) {
                documents.change(group.get("id").asString(), g -> g.set("members", left));
            }
        }
    }

    public void delete(String id) {
        get(id);
        documents.remove(id);
    }

    /** As the microversion wants it: "policy" and "rules" from 2.64 on, "policies" and "metadata" before. */
    static ObjectNode show(ObjectNode group, Microversion version) {
        ObjectNode shown = group.deepCopy();
        if (version.minor() < 64) {
            shown.putArray("policies").add(group.get("policy").asString());
            shown.putObject("metadata");
            shown.remove(List.of("policy", "rules"));
        }
        return shown;
    }
}
