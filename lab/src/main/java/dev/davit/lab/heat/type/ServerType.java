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
import dev.davit.lab.nova.ServerWish;
import dev.davit.lab.nova.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OS::Nova::Server. Its ports and volumes outlive it where they are resources of their own. */
public final class ServerType extends DocumentType implements Checked {
    private static final int LONGEST_NAME = 53;
    private final Cloud cloud;

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
        Servers.Accepted accepted = cloud.servers().create(work.caller(), wish(work));
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

    private ServerWish wish(Work work) {
        Map<String, String> metadata = new LinkedHashMap<>();
        work.map("metadata")
                .forEach((k, v) ->
                        metadata.put(k, v instanceof Map || v instanceof List ? Json.write(v) : String.valueOf(v)));
        return new ServerWish(
                work.nameOr(LONGEST_NAME),
                work.text("image"),
                work.text("flavor").orElseThrow(),
                nics(work),
                disks(work),
                work.texts("security_groups"),
                work.text("key_name"),
                work.text("user_data"),
                work.text("availability_zone"),
                Work.text(work.map("scheduler_hints"), "group"),
                work.flag("config_drive", false),
                metadata);
    }

    private List<ServerWish.Nic> nics(Work work) {
        List<ServerWish.Nic> nics = new ArrayList<>();
        for (Map<String, Object> nic : work.maps("networks")) {
            Optional<String> port = Work.text(nic, "port");
            Optional<String> network = Work.text(nic, "network").or(() -> Work.text(nic, "uuid"));
            if (port.isEmpty() && network.isEmpty()) {
                network = Work.text(nic, "subnet")
                        .map(s -> cloud.neutron()
                                .subnets()
                                .find(work.project(), s)
                                .get("network_id")
                                .asString());
            }
            if (port.isEmpty() && network.isEmpty()) {
                throw new Failure(
                        "StackValidationFailed",
                        "One of the properties \"network\", \"port\", \"allocate_network\" or \"subnet\""
                                + " should be set for the specified network of server \""
                                + work.resource().name() + "\".");
            }
            nics.add(new ServerWish.Nic(port, network, Work.text(nic, "fixed_ip")));
        }
        return nics;
    }

    private static List<ServerWish.Disk> disks(Work work) {
        List<ServerWish.Disk> disks = new ArrayList<>();
        for (Map<String, Object> disk : work.maps("block_device_mapping_v2")) {
            int size = disk.get("volume_size") == null
                    ? 0
                    : Integer.parseInt(disk.get("volume_size").toString());
            disks.add(new ServerWish.Disk(
                    Work.text(disk, "volume_id"),
                    Work.text(disk, "image").or(() -> Work.text(disk, "image_id")),
                    size,
                    Work.text(disk, "device_name").orElse(""),
                    "0".equals(String.valueOf(disk.get("boot_index"))),
                    Boolean.parseBoolean(String.valueOf(disk.get("delete_on_termination")))));
        }
        for (Map<String, Object> disk : work.maps("block_device_mapping")) {
            disks.add(new ServerWish.Disk(
                    Work.text(disk, "volume_id"),
                    Optional.empty(),
                    0,
                    Work.text(disk, "device_name").orElse(""),
                    false,
                    Boolean.parseBoolean(String.valueOf(disk.get("delete_on_termination")))));
        }
        return disks;
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
            case "networks" -> networks(work, false);
            case "addresses" -> networks(work, true);
            case "first_address" ->
                cloud.neutron().ports().of(work.physicalId()).stream()
                        .findFirst()
                        .flatMap(dev.davit.lab.neutron.Ports::address)
                        .orElse("");
            case "instance_name" ->
                document(work).get("OS-EXT-SRV-ATTR:instance_name").asString();
            case "tags", "console_urls", "os_collect_config" -> List.of();
            default -> super.attribute(work, attribute);
        };
    }

    /** By network name and by network id: addresses, or with ports and MACs too. */
    private Map<String, Object> networks(Work work, boolean full) {
        Map<String, List<Object>> networks = new LinkedHashMap<>();
        for (ObjectNode port : cloud.neutron().ports().of(work.physicalId())) {
            String id = port.get("network_id").asString();
            String name = cloud.neutron().networks().get(id).get("name").asString();
            for (JsonNode ip : port.get("fixed_ips")) {
                String address = ip.get("ip_address").asString();
                Object shown = full
                        ? Map.of(
                                "addr",
                                address,
                                "version",
                                4,
                                "port",
                                port.get("id").asString(),
                                "OS-EXT-IPS:type",
                                "fixed",
                                "OS-EXT-IPS-MAC:mac_addr",
                                port.get("mac_address").asString())
                        : address;
                networks.computeIfAbsent(name, n -> new ArrayList<>()).add(shown);
                networks.computeIfAbsent(id, n -> new ArrayList<>()).add(shown);
            }
        }
        return new LinkedHashMap<>(networks);
    }
}
