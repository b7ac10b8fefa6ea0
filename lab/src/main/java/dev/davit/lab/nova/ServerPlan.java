package dev.davit.lab.nova;

import dev.davit.lab.cinder.Volumes;
import dev.davit.lab.glance.Images;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.hypervisor.ServerSpec;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.neutron.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a wish into a server's record and what the hypervisor needs, and takes the ports and volumes for it. */
final class ServerPlan {
    /** @param document in BUILD */
    record Planned(ObjectNode document, ServerSpec spec) {}

    private final Neutron neutron;
    private final Images images;
    private final Flavors flavors;
    private final KeyPairs keys;
    private final Volumes volumes;

    ServerPlan(Neutron neutron, Images images, Flavors flavors, KeyPairs keys, Volumes volumes) {
        this.neutron = neutron;
        this.images = images;
        this.flavors = flavors;
        this.keys = keys;
        this.volumes = volumes;
    }

    Planned of(Caller caller, ServerWish wish) {
        ObjectNode flavor = flavors.find(wish.flavor());
        ObjectNode image = image(caller, wish);
        Optional<ObjectNode> key = wish.keyName()
                .map(k -> keys.find(caller.userId(), k)
                        .orElseThrow(() -> ApiException.badRequest("Invalid key_name provided.")));
        String id = Ids.uuid();
        List<String> taken = new ArrayList<>();
        List<String> made = new ArrayList<>();
        ArrayNode disks = Json.array();
        try {
            List<ServerSpec.Nic> nics = new ArrayList<>();
            for (ServerWish.Nic nic : wish.nics()) {
                nics.add(nic(caller, wish, id, nic, taken, made));
            }
            List<ServerSpec.Volume> specVolumes = new ArrayList<>();
            wish.disks().forEach(d -> specVolumes.add(disk(caller, id, d, disks)));
            ServerSpec spec = new ServerSpec(
                    id,
                    wish.name(),
                    new ServerSpec.Image(
                            image.get("id").asString(),
                            Json.text(image, "name", ""),
                            Json.text(image, "disk_format", "raw")),
                    flavor.get("vcpus").asInt(),
                    flavor.get("ram").asInt(),
                    nics,
                    specVolumes,
                    wish.userData(),
                    key.map(k -> k.get("public_key").asString()),
                    wish.metadata());
            return new Planned(document(caller, wish, id, image, flavor, made, disks), spec);
        } catch (RuntimeException e) {
            made.forEach(neutron.ports()::delete);
            taken.forEach(p -> neutron.ports().bind(p, "", ""));
            disks.forEach(d -> volumes.detach(d.get("id").asString()));
            throw e;
        }
    }

    private ObjectNode image(Caller caller, ServerWish wish) {
        Optional<String> ref = wish.image()
                .or(() -> wish.disks().stream()
                        .filter(ServerWish.Disk::boots)
                        .findFirst()
                        .flatMap(d -> d.image()
                                .or(() -> d.volume()
                                        .flatMap(v -> Json.text(volumes.get(v).get("metadata"), "image_id")))));
        if (ref.isEmpty()) {
            if (wish.disks().stream().noneMatch(ServerWish.Disk::boots)) {
                throw ApiException.badRequest("Invalid imageRef provided.");
            }
            return Json.object()
                    .put("id", "")
                    .put("name", "")
                    .put("disk_format", "raw")
                    .put("status", "active");
        }
        ObjectNode image = images.find(caller.projectId(), ref.get());
        if (!image.get("status").asString().equals("active")) {
            throw ApiException.badRequest("Image " + image.get("id").asString() + " is not active.");
        }
        return image;
    }

    private ServerSpec.Nic nic(
            Caller caller, ServerWish wish, String server, ServerWish.Nic nic, List<String> taken, List<String> made) {
        ObjectNode port;
        if (nic.port().isPresent()) {
            port = neutron.ports().find(caller.projectId(), nic.port().get());
            if (!port.get("device_id").asString().isEmpty()) {
                throw ApiException.conflict("Port " + port.get("id").asString() + " is still in use.");
            }
            port = neutron.ports().bind(port.get("id").asString(), server, "compute:nova");
            taken.add(port.get("id").asString());
        } else {
            String network = neutron.networks()
                    .find(
                            caller.projectId(),
                            nic.network()
                                    .orElseThrow(() -> ApiException.badRequest("A network or a port must be given")))
                    .get("id")
                    .asString();
            if (neutron.subnets().of(network).isEmpty()) {
                throw ApiException.badRequest(
                        "Network " + network + " requires a subnet in order to boot instances on.");
            }
            ObjectNode request = Json.object()
                    .put("network_id", network)
                    .put("device_id", server)
                    .put("device_owner", "compute:nova");
            nic.fixedIp()
                    .ifPresent(ip -> request.putArray("fixed_ips").addObject().put("ip_address", ip));
            if (!wish.securityGroups().isEmpty()) {
                ArrayNode groups = request.putArray("security_groups");
                wish.securityGroups()
                        .forEach(g -> groups.add(neutron.securityGroups()
                                .find(caller.projectId(), g)
                                .get("id")
                                .asString()));
            }
            port = neutron.ports().create(caller.projectId(), request);
            made.add(port.get("id").asString());
        }
        return new ServerSpec.Nic(
                port.get("id").asString(),
                port.get("network_id").asString(),
                port.get("mac_address").asString(),
                Ports.address(port)
                        .orElseThrow(
                                () -> ApiException.badRequest("Port has no fixed IP address; a server needs one.")));
    }

    private ServerSpec.Volume disk(Caller caller, String server, ServerWish.Disk wish, ArrayNode disks) {
        String volume = wish.volume().orElseGet(() -> {
            ObjectNode request = Json.object().put("size", Math.max(1, wish.sizeGiB()));
            wish.image().ifPresent(i -> request.put("imageRef", i));
            return volumes.create(caller.projectId(), caller.userId(), request)
                    .get("id")
                    .asString();
        });
        String device = wish.device().isEmpty()
                ? "/dev/vd" + (char) ((wish.boots() ? 'a' : 'b') + disks.size())
                : wish.device();
        volumes.attach(volume, server, device);
        disks.add(disk(volume, device, wish.deleteOnTermination()));
        return new ServerSpec.Volume(volume, wish.device());
    }

    static ObjectNode disk(String volume, String device, boolean deleteOnTermination) {
        return Json.object().put("id", volume).put("device", device).put("delete_on_termination", deleteOnTermination);
    }

    private static ObjectNode document(
            Caller caller,
            ServerWish wish,
            String id,
            JsonNode image,
            ObjectNode flavor,
            List<String> made,
            ArrayNode disks) {
        ObjectNode server = Json.object()
                .put("id", id)
                .put("name", wish.name())
                .put("status", "BUILD")
                .put("project_id", caller.projectId())
                .put("user_id", caller.userId())
                .put("image_id", wish.image().isPresent() ? image.get("id").asString() : "")
                .put("key_name", wish.keyName().orElse(null))
                .put("availability_zone", wish.availabilityZone().orElse("nova"))
                .put("config_drive", wish.configDrive() ? "True" : "")
                .put("group", wish.group().orElse(""))
                .put("created", Ids.now())
                .put("updated", Ids.now())
                .put("launched", "");
        server.set("flavor", flavor);
        server.set("metadata", Json.toNode(wish.metadata()));
        server.set("volumes", disks);
        ArrayNode own = server.putArray("ownPorts");
        made.forEach(own::add);
        ArrayNode groups = server.putArray("security_groups");
        (wish.securityGroups().isEmpty() ? List.of("default") : wish.securityGroups())
                .forEach(g -> groups.addObject().put("name", g));
        return server;
    }
}
