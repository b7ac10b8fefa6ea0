package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.hot.Template;
import dev.davit.lab.json.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OS::Neutron::Port. */
public final class PortType extends DocumentType {
    private final Cloud cloud;

    public PortType(Cloud cloud) {
        super(
                "OS::Neutron::Port",
                new Schema()
                        .texts(
                                "network",
                                "network_id",
                                "name",
                                "device_id",
                                "device_owner",
                                "mac_address",
                                "binding:vnic_type",
                                "replacement_policy",
                                "dns_name",
                                "qos_policy")
                        .add(Kind.LIST, "fixed_ips", "security_groups", "allowed_address_pairs", "tags")
                        .add(
                                Kind.FLAG,
                                "admin_state_up",
                                "port_security_enabled",
                                "no_fixed_ips",
                                "propagate_uplink_status")
                        .add(Kind.MAP, "value_specs")
                        .updatable(
                                "name",
                                "device_id",
                                "device_owner",
                                "security_groups",
                                "replacement_policy",
                                "dns_name",
                                "tags",
                                "value_specs",
                                "admin_state_up",
                                "allowed_address_pairs",
                                "port_security_enabled",
                                "qos_policy",
                                "propagate_uplink_status",
                                "fixed_ips",
                                "binding:vnic_type",
                                "no_fixed_ips")
                        .anyOf("network", "network_id")
                        .exists("neutron.network", "network", "network_id")
                        .attributes(
                                "admin_state_up",
                                "device_id",
                                "device_owner",
                                "fixed_ips",
                                "mac_address",
                                "name",
                                "network_id",
                                "security_groups",
                                "status",
                                "tenant_id",
                                "allowed_address_pairs",
                                "subnets",
                                "port_security_enabled",
                                "qos_policy_id",
                                "dns_assignment",
                                "network",
                                "propagate_uplink_status"));
        this.cloud = cloud;
    }

    @Override
    public String create(Work work) {
        ObjectNode wish = wish(work);
        String network = work.text("network")
                .or(() -> work.text("network_id"))
                .orElseThrow(
                        () -> new dev.davit.lab.heat.Failure("StackValidationFailed", "Property network not assigned"));
        wish.put("network_id", id(cloud.neutron().networks().find(work.project(), network)));
        if (!wish.has("name")) {
            wish.put("name", work.physicalName(255));
        }
        return id(cloud.neutron().ports().create(work.project(), wish));
    }

    private ObjectNode wish(Work work) {
        ObjectNode wish = work.json(
                "name",
                "device_id",
                "device_owner",
                "mac_address",
                "admin_state_up",
                "port_security_enabled",
                "allowed_address_pairs",
                "tags",
                "dns_name",
                "binding:vnic_type");
        wish.setAll((ObjectNode) Json.toNode(work.map("value_specs")));
        if (work.properties().containsKey("security_groups")) {
            ArrayNode groups = wish.putArray("security_groups");
            work.texts("security_groups")
                    .forEach(g -> groups.add(id(cloud.neutron().securityGroups().find(work.project(), g))));
        }
        if (work.flag("no_fixed_ips", false)) {
            wish.putArray("fixed_ips");
        } else if (work.properties().containsKey("fixed_ips")) {
            ArrayNode ips = wish.putArray("fixed_ips");
            for (Map<String, Object> ip : work.maps("fixed_ips")) {
                ObjectNode each = ips.addObject();
                Work.text(ip, "subnet")
                        .or(() -> Work.text(ip, "subnet_id"))
                        .ifPresent(s -> each.put(
                                "subnet_id", id(cloud.neutron().subnets().find(work.project(), s))));
                Work.text(ip, "ip_address").ifPresent(a -> each.put("ip_address", a));
            }
        }
        return wish;
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        ObjectNode wish = wish(work);
        if (Objects.equals(before.get("fixed_ips"), work.properties().get("fixed_ips"))) {
            wish.remove("fixed_ips");
        }
        cloud.neutron().ports().update(work.physicalId(), wish);
    }

    @Override
    public void delete(Work work) {
        cloud.neutron().ports().delete(work.physicalId());
    }

    @Override
    ObjectNode document(Work work) {
        return cloud.neutron().ports().get(work.physicalId());
    }

    @Override
    public Object attribute(Work work, String attribute) {
        return switch (attribute) {
            case "subnets" ->
                document(work)
                        .get("fixed_ips")
                        .valueStream()
                        .map(ip -> Json.toJava(cloud.neutron()
                                .subnets()
                                .get(ip.get("subnet_id").asString())))
                        .toList();
            case "network" ->
                Json.toJava(cloud.neutron()
                        .networks()
                        .get(document(work).get("network_id").asString()));
            default -> super.attribute(work, attribute);
        };
    }

    /** The template's subnets of the same network, since an address comes from them. */
    @Override
    public Set<String> alsoNeeds(ResourceDefinition definition, Template template) {
        Object network = definition
                .properties()
                .getOrDefault("network", definition.properties().get("network_id"));
        return template.resources().values().stream()
                .filter(r -> r.type().equals("OS::Neutron::Subnet"))
                .filter(r -> Objects.equals(
                        network,
                        r.properties().getOrDefault("network", r.properties().get("network_id"))))
                .map(ResourceDefinition::name)
                .collect(Collectors.toSet());
    }
}
