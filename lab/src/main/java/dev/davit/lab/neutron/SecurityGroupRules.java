package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import tools.jackson.databind.node.ObjectNode;

/** The rules of the security groups. */
public final class SecurityGroupRules extends Kind {
    private final Documents groups;

    SecurityGroupRules(Store store) {
        super("SecurityGroupRule", "security_group_rule", "security_group_rules", store.kind("security_group_rules"));
        this.groups = store.kind("security_groups");
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        String group = Json.text(wish, "security_group_id", "");
        if (groups.get(group).isEmpty()) {
            throw new ApiException(404, "SecurityGroupNotFound", "Security group " + group + " does not exist");
        }
        ObjectNode rule = document(project, wish);
        rule.remove("name");
        for (String member :
                new String[] {"protocol", "remote_ip_prefix", "remote_group_id", "remote_address_group_id"}) {
            rule.put(member, Json.text(wish, member).orElse(null));
        }
        rule.putNull("port_range_min").putNull("port_range_max");
        copy(wish, rule, "port_range_min", "port_range_max");
        rule.put("security_group_id", group)
                .put("direction", Json.text(wish, "direction", "ingress"))
                .put("ethertype", Json.text(wish, "ethertype", "IPv4"));
        boolean exists = documents.where("security_group_id", group).stream().anyMatch(r -> same(r, rule));
        if (exists) {
            throw new ApiException(
                    409,
                    "SecurityGroupRuleExists",
                    "Security group rule already exists. Rule id is "
                            + documents.where("security_group_id", group).stream()
                                    .filter(r -> same(r, rule))
                                    .findFirst()
                                    .orElseThrow()
                                    .get("id")
                                    .asString()
                            + ".");
        }
        return documents.put(rule);
    }

    private static boolean same(ObjectNode a, ObjectNode b) {
        for (String member : new String[] {
            "protocol",
            "remote_ip_prefix",
            "remote_group_id",
            "port_range_min",
            "port_range_max",
            "direction",
            "ethertype"
        }) {
            if (!Json.text(a, member).equals(Json.text(b, member))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void delete(String id) {
        get(id);
        documents.remove(id);
    }
}
