package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** OS::Neutron::SecurityGroup, with its rules as a property. */
public final class SecurityGroupType extends DocumentType {
    private final Cloud cloud;

    public SecurityGroupType(Cloud cloud) {
        super(
                "OS::Neutron::SecurityGroup",
                new Schema()
                        .texts("name", "description")
                        .add(Kind.LIST, "rules")
                        .updatable("name", "description", "rules"));
        this.cloud = cloud;
    }

    @Override
    public String create(Work work) {
        ObjectNode wish = work.json("description").put("name", work.nameOr(255));
        String id = id(cloud.neutron().securityGroups().create(work.project(), wish));
        work.physicalId(id);
        addRules(work, id);
        return id;
    }

    private void addRules(Work work, String id) {
        for (Map<String, Object> rule : work.maps("rules")) {
            ObjectNode wish = (ObjectNode) Json.toNode(rule);
            wish.put("security_group_id", id);
            Work.text(rule, "remote_mode")
                    .filter("remote_group_id"::equals)
                    .ifPresent(m -> wish.put(
                            "remote_group_id",
                            Work.text(rule, "remote_group_id").orElse(id)));
            cloud.neutron().securityGroupRules().create(work.project(), wish);
        }
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        cloud.neutron().securityGroups().update(work.physicalId(), work.json("name", "description"));
        document(work).get("security_group_rules").forEach(rule -> {
            boolean standard = Json.text(rule, "direction", "").equals("egress")
                    && Json.text(rule, "protocol").isEmpty()
                    && Json.text(rule, "remote_ip_prefix").isEmpty();
            if (!standard) {
                cloud.neutron().securityGroupRules().delete(rule.get("id").asString());
            }
        });
        addRules(work, work.physicalId());
    }

    @Override
    public void delete(Work work) {
        cloud.neutron().securityGroups().delete(work.physicalId());
    }

    @Override
    ObjectNode document(Work work) {
        return cloud.neutron().securityGroups().get(work.physicalId());
    }
}
