package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Security groups: accepted and shown, not enforced. Each project has a "default". */
public final class SecurityGroups extends Kind {
    private final SecurityGroupRules rules;
    private final Store store;

    SecurityGroups(Store store, SecurityGroupRules rules) {
        super("SecurityGroup", "security_group", "security_groups", store.kind("security_groups"));
        this.store = store;
        this.rules = rules;
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        if (Json.text(wish, "name", "").equals("default")) {
            throw new ApiException(409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
        return make(project, wish);
    }

    private ObjectNode make(String project, ObjectNode wish) {
        ObjectNode group = document(project, wish).put("stateful", true).put("shared", false);
        documents.put(group);
        for (String type : List.of("IPv4", "IPv6")) {
            rules.create(
                    project,
                    Json.object()
                            .put("security_group_id", group.get("id").asString())
                            .put("direction", "egress")
                            .put("ethertype", type));
        }
        return get(group.get("id").asString());
    }

    /** The project's own "default", made on first use. */
    synchronized ObjectNode ofProject(String project) {
        return documents.where("project_id", project).stream()
                .filter(g -> g.get("name").asString().equals("default"))
                .findFirst()
                .orElseGet(() -> make(
                        project, Json.object().put("name", "default").put("description", "Default security group")));
    }

    @Override
    public ObjectNode get(String id) {
        return shown(super.get(id));
    }

    @Override
    public List<ObjectNode> all() {
        return super.all().stream().map(this::shown).toList();
    }

    private ObjectNode shown(ObjectNode group) {
        ArrayNode of = Json.array();
        rules.documents.where("security_group_id", group.get("id").asString()).forEach(of::add);
        return group.deepCopy().set("security_group_rules", of);
    }

    @Override
    public void delete(String id) {
        get(id);
        for (ObjectNode port : store.kind("ports").all()) {
            for (JsonNode group : port.path("security_groups")) {
                if (group.asString().equals(id)) {
                    throw new ApiException(409, "SecurityGroupInUse", "Security Group " + id + " in use.");
                }
            }
        }
        rules.documents
                .where("security_group_id", id)
                .forEach(r -> rules.delete(r.get("id").asString()));
        documents.remove(id);
    }
}
