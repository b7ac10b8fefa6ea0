package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Failure;
import dev.davit.lab.heat.ResourceType;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Net, Subnet, Router, SecurityGroupRule, FloatingIP: the plain ones of OS::Neutron. */
public final class NeutronTypes {
    private NeutronTypes() {}

    public static List<ResourceType> of(Cloud cloud) {
        Neutron neutron = cloud.neutron();
        return List.of(net(neutron), subnet(neutron), router(neutron), rule(neutron), floatingIp(neutron));
    }

    private static ResourceType net(Neutron neutron) {
        Schema schema = new Schema()
                .texts("name", "qos_policy", "dns_domain", "tenant_id")
                .add(Kind.FLAG, "admin_state_up", "shared", "port_security_enabled")
                .add(Kind.LIST, "dhcp_agent_ids", "tags", "availability_zone_hints")
                .add(Kind.MAP, "value_specs")
                .updatable(
                        "name",
                        "admin_state_up",
                        "shared",
                        "port_security_enabled",
                        "tags",
                        "qos_policy",
                        "dns_domain",
                        "value_specs")
                .attributes(
                        "status",
                        "name",
                        "subnets",
                        "admin_state_up",
                        "tenant_id",
                        "mtu",
                        "port_security_enabled",
                        "qos_policy_id",
                        "shared",
                        "segments",
                        "l2_adjacency");
        return new NeutronType(
                "OS::Neutron::Net",
                schema,
                neutron.networks(),
                true,
                (work, wish) -> wish.setAll((ObjectNode) Json.toNode(work.map("value_specs"))),
                "name",
                "admin_state_up",
                "shared",
                "port_security_enabled",
                "tags");
    }

    private static ResourceType subnet(Neutron neutron) {
        Schema schema = new Schema()
                .texts(
                        "network",
                        "network_id",
                        "subnetpool",
                        "cidr",
                        "name",
                        "gateway_ip",
                        "ipv6_ra_mode",
                        "ipv6_address_mode",
                        "segment",
                        "tenant_id")
                .add(Kind.NUMBER, "ip_version", "prefixlen")
                .add(Kind.FLAG, "enable_dhcp")
                .add(Kind.LIST, "dns_nameservers", "allocation_pools", "host_routes", "tags")
                .add(Kind.MAP, "value_specs")
                .updatable(
                        "name",
                        "enable_dhcp",
                        "dns_nameservers",
                        "allocation_pools",
                        "host_routes",
                        "gateway_ip",
                        "tags",
                        "value_specs")
                .exists("neutron.network", "network", "network_id")
                .attributes(
                        "name",
                        "network_id",
                        "tenant_id",
                        "allocation_pools",
                        "gateway_ip",
                        "host_routes",
                        "ip_version",
                        "cidr",
                        "dns_nameservers",
                        "enable_dhcp");
        return new NeutronType(
                "OS::Neutron::Subnet",
                schema,
                neutron.subnets(),
                true,
                (work, wish) -> {
                    wish.put("network_id", networkOf(work, neutron, "network"));
                    if (work.properties().get("gateway_ip") instanceof String gateway) {
                        // an empty one means none at all
                        wish.put("gateway_ip", gateway.isEmpty() ? null : gateway);
                    }
                },
                "name",
                "cidr",
                "ip_version",
                "enable_dhcp",
                "dns_nameservers",
                "allocation_pools",
                "host_routes",
                "ipv6_ra_mode",
                "ipv6_address_mode");
    }

    private static ResourceType router(Neutron neutron) {
        Schema schema = new Schema()
                .texts("name", "l3_agent_id")
                .add(Kind.FLAG, "admin_state_up", "distributed", "ha")
                .add(Kind.MAP, "external_gateway_info", "value_specs")
                .add(Kind.LIST, "l3_agent_ids", "tags", "availability_zone_hints")
                .updatable("name", "admin_state_up", "external_gateway_info", "tags", "value_specs")
                .attributes("status", "external_gateway_info", "name", "admin_state_up", "tenant_id");
        return new NeutronType(
                "OS::Neutron::Router",
                schema,
                neutron.routers(),
                true,
                (work, wish) -> {
                    Map<String, Object> gateway = work.map("external_gateway_info");
                    Work.text(gateway, "network")
                            .ifPresent(n -> wish.set(
                                    "external_gateway_info",
                                    Json.object()
                                            .put("network_id", NeutronType.found(neutron.networks(), work, n))
                                            .put("enable_snat", !Boolean.FALSE.equals(gateway.get("enable_snat")))));
                },
                "name",
                "admin_state_up",
                "tags");
    }

    private static ResourceType rule(Neutron neutron) {
        Schema schema = new Schema()
                .texts(
                        "security_group",
                        "description",
                        "direction",
                        "ethertype",
                        "protocol",
                        "remote_group",
                        "remote_ip_prefix")
                .add(Kind.NUMBER, "port_range_min", "port_range_max")
                .required("security_group");
        return new NeutronType(
                "OS::Neutron::SecurityGroupRule",
                schema,
                neutron.securityGroupRules(),
                false,
                (work, wish) -> {
                    String group = work.text("security_group").orElseThrow();
                    wish.put("security_group_id", NeutronType.found(neutron.securityGroups(), work, group));
                    work.text("remote_group")
                            .ifPresent(g ->
                                    wish.put("remote_group_id", NeutronType.found(neutron.securityGroups(), work, g)));
                },
                "description",
                "direction",
                "ethertype",
                "protocol",
                "remote_ip_prefix",
                "port_range_min",
                "port_range_max");
    }

    private static ResourceType floatingIp(Neutron neutron) {
        Schema schema = new Schema()
                .texts(
                        "floating_network",
                        "floating_network_id",
                        "floating_subnet",
                        "floating_ip_address",
                        "port_id",
                        "fixed_ip_address",
                        "dns_name",
                        "dns_domain",
                        "qos_policy")
                .add(Kind.MAP, "value_specs")
                .exists("neutron.network", "floating_network", "floating_network_id")
                .updatable("port_id", "fixed_ip_address", "value_specs", "qos_policy")
                .attributes(
                        "router_id",
                        "tenant_id",
                        "floating_network_id",
                        "fixed_ip_address",
                        "floating_ip_address",
                        "port_id");
        return new NeutronType(
                "OS::Neutron::FloatingIP",
                schema,
                neutron.floatingIps(),
                false,
                (work, wish) -> {
                    wish.put("floating_network_id", networkOf(work, neutron, "floating_network"));
                    wish.put("port_id", work.text("port_id").orElse(null));
                },
                "floating_ip_address",
                "fixed_ip_address");
    }

    /** The id of the network that a property, or the older one with "_id" behind it, names. */
    private static String networkOf(Work work, Neutron neutron, String property) {
        String network = NeutronType.either(work, property, property + "_id")
                .orElseThrow(() -> new Failure("StackValidationFailed", "Property " + property + " not assigned"));
        return NeutronType.found(neutron.networks(), work, network);
    }
}
