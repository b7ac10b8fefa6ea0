package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Blueprint;
import dev.davit.lab.heat.Checked;
import dev.davit.lab.heat.Cloud;
import dev.davit.lab.heat.Failure;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.hot.Template;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Json;
import dev.davit.lab.nova.Servers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OS::Nova::Server. Its ports and volumes outlive it where they are resources of their own. */
public final class ServerType extends DocumentType implements Checked {
    private final Cloud cloud;
    private final ServerWishes wishes;
    private final ServerAddresses addresses;

    public ServerType(Cloud cloud) {
        super(
                "OS::Nova::Server",
                new Schema()
                        .texts(
                                "name",
                                "image",
                                "flavor",
                                "key_name",
                                "admin_pass",
                                "availability_zone",
                                "user_data_format",
                                "flavor_update_policy",
                                "image_update_policy",
                                "diskConfig",
                                "software_config_transport",
                                "user_data_update_policy",
                                "admin_user",
                                "deployment_swift_data")
                        .add(Kind.ANY, "user_data", "networks", "personality")
                        .add(Kind.LIST, "block_device_mapping", "block_device_mapping_v2", "security_groups", "tags")
                        .add(Kind.MAP, "metadata", "scheduler_hints")
                        .add(Kind.FLAG, "config_drive")
                        .required("flavor")
                        .exists("glance.image", "image")
                        .exists("nova.flavor", "flavor")
                        .exists("nova.keypair", "key_name")
                        .updatable(
                                "name",
                                "metadata",
                                "admin_pass",
                                "tags",
                                "flavor_update_policy",
                                "image_update_policy",
                                "user_data_update_policy",
                                "software_config_transport",
                                "scheduler_hints")
                        .attributes(
                                "name",
                                "addresses",
                                "networks",
                                "first_address",
                                "instance_name",
                                "accessIPv4",
                                "accessIPv6",
                                "console_urls",
                                "tags",
                                "os_collect_config"));
        this.cloud = cloud;
        this.wishes = new ServerWishes(cloud.neutron());
        this.addresses = new ServerAddresses(cloud.neutron());
    }

    @Override
    public void check(
            Caller caller, Blueprint blueprint, ResourceDefinition definition, Map<String, Object> known, int depth) {
        Map<String, Object> given = definition.properties();
        if (!given.containsKey("image")
                && !given.containsKey("block_device_mapping")
                && !given.containsKey("block_device_mapping_v2")) {
            throw HotException.invalid(
                    "Neither image nor bootable volume is specified for instance " + definition.name());
        }
    }

    @Override
    public String create(Work work) {
        Servers.Accepted accepted = cloud.servers().create(work.caller(), wishes.of(work));
        work.physicalId(accepted.id());
        accepted.boot().run();
        ObjectNode server = cloud.servers().get(accepted.id());
        if (server.get("status").asString().equals("ERROR")) {
            JsonNode fault = server.path("fault");
            throw new Failure(
                    "ResourceInError",
                    "Went to status ERROR due to \"Message: " + Json.text(fault, "message", "Unknown") + ", Code: "
                            + Json.text(fault, "code", "Unknown") + "\"");
        }
        return accepted.id();
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        ObjectNode wish = Json.object();
        work.text("name").ifPresent(n -> wish.put("name", n));
        if (work.properties().containsKey("metadata")) {
            wish.set("metadata", Json.toNode(work.map("metadata")));
        }
        cloud.servers().update(work.physicalId(), wish);
    }

    @Override
    public void giveWay(Work work) {
        cloud.servers().giveUpPortsAndVolumes(work.physicalId());
    }

    @Override
    public void delete(Work work) {
        cloud.servers().delete(work.physicalId());
    }

    /** The template's subnets of its networks, since its addresses come from them. */
    @Override
    public Set<String> alsoNeeds(ResourceDefinition definition, Template template) {
        if (!(definition.properties().get("networks") instanceof List<?> nics)) {
            return Set.of();
        }
        Set<Object> networks = nics.stream()
                .filter(n -> n instanceof Map<?, ?> map && map.get("network") != null)
                .map(n -> (Object) ((Map<?, ?>) n).get("network"))
                .collect(Collectors.toSet());
        return template.resources().values().stream()
                .filter(r -> r.type().equals("OS::Neutron::Subnet"))
                .filter(r -> networks.contains(
                        r.properties().getOrDefault("network", r.properties().getOrDefault("network_id", ""))))
                .map(ResourceDefinition::name)
                .collect(Collectors.toSet());
    }

    @Override
    ObjectNode document(Work work) {
        return cloud.views().attributes(cloud.servers().get(work.physicalId()));
    }

    @Override
    public Object attribute(Work work, String attribute) {
        if (!cloud.servers().exists(work.physicalId())) {
            return null;
        }
        return switch (attribute) {
            case "networks" -> addresses.byNetwork(work.physicalId());
            case "addresses" -> addresses.byNetworkInFull(work.physicalId());
            case "first_address" -> addresses.first(work.physicalId());
            case "instance_name" ->
                document(work).get("OS-EXT-SRV-ATTR:instance_name").asString();
            case "tags", "console_urls", "os_collect_config" -> List.of();
            default -> super.attribute(work, attribute);
        };
    }
}
