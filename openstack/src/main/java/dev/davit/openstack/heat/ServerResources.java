package dev.davit.openstack.heat;

import dev.davit.vnfpackage.vnfd.PlacementRule;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a VNFC into a template: its ports, volumes and server. */
final class ServerResources {
    private final TemplateInput input;
    private final Vdu vdu;
    private final Resources resources;
    private final References references;

    ServerResources(TemplateInput input, Vdu vdu, Resources resources, References references) {
        this.input = input;
        this.vdu = vdu;
        this.resources = resources;
        this.references = references;
    }

    void add() {
        var networks = resources.node().arrayNode();
        for (VduCp cp : input.layout().cps(vdu)) {
            networks.addObject().set("port", port(cp));
        }
        var volumes = resources.node().arrayNode();
        for (VirtualStorage storage : input.layout().storages(vdu)) {
            volume(storage, volumes);
        }
        server(networks, volumes);
    }

    private tools.jackson.databind.JsonNode port(VduCp cp) {
        return switch (input.connections().of(cp)) {
            case Connection.ExistingPort existing -> {
                mustBeAlone(cp, "the port " + existing.portId());
                yield resources.node().stringNode(existing.portId());
            }
            case Connection.ExternalNetwork(var link, var config) -> {
                var port = new PortResource(cp, config);
                var properties = resources.add(cp.name(), "OS::Neutron::Port");
                properties.put("network", link.resourceId());
                yield filled(port, cp, properties);
            }
            case Connection.ManagedNetwork(var ignored, var networkId) -> {
                var properties = resources.add(cp.name(), "OS::Neutron::Port");
                properties.put("network", networkId);
                yield filled(new PortResource(cp, Optional.empty()), cp, properties);
            }
            case Connection.OwnNetwork(var link) -> {
                // Without its subnets a network gives a port no address. A group depends on them as a whole.
                var subnets = input.layout().isGroup(vdu) ? List.<String>of() : input.subnetsOf(link);
                var properties = resources.add(cp.name(), "OS::Neutron::Port", subnets);
                properties.set("network", references.to(link));
                yield filled(new PortResource(cp, Optional.empty()), cp, properties);
            }
        };
    }

    private ObjectNode filled(PortResource port, VduCp cp, ObjectNode properties) {
        if (port.isOneOfAKind()) {
            mustBeAlone(cp, "a fixed address");
        }
        port.fill(properties);
        return References.resource(cp.name());
    }

    private void mustBeAlone(VduCp cp, String what) {
        int count = input.instances(vdu);
        if (count > 1) {
            throw new TemplateException(
                    "connection point " + cp.name() + " is given " + what + ", but VDU " + vdu.name() + " has " + count
                            + " instances",
                    "Leave the addresses of this connection point to the network (numDynamicAddresses).");
        }
    }

    private void volume(VirtualStorage storage, ArrayNode bootDevices) {
        String name = input.layout().volumeName(vdu, storage);
        var properties = resources.add(name, "OS::Cinder::Volume");
        properties.put("size", storage.sizeGiB());
        storage.image().ifPresent(i -> properties.put("image", input.imageId(i)));
        if (input.layout().bootStorage(vdu).filter(storage::equals).isPresent()) {
            var device = bootDevices.addObject();
            device.set("volume_id", References.resource(name));
            device.put("boot_index", 0).put("delete_on_termination", false);
        } else {
            // An attachment of its own lets Heat move the volume to the server that replaces this one.
            var attachment = resources.add(name + "_attachment", "OS::Cinder::VolumeAttachment");
            attachment.set("volume_id", References.resource(name));
            attachment.set("instance_uuid", References.resource(vdu.name()));
        }
    }

    private void server(ArrayNode networks, ArrayNode bootDevices) {
        var properties = resources.add(vdu.name(), "OS::Nova::Server");
        switch (input.flavor(vdu)) {
            case FlavorChoice.Existing(var name) -> properties.put("flavor", name);
            case FlavorChoice.Created ignored ->
                properties.set("flavor", references.to(input.layout().flavorName(vdu)));
        }
        vdu.image().ifPresent(i -> properties.put("image", input.imageId(i)));
        if (!bootDevices.isEmpty()) {
            properties.set("block_device_mapping_v2", bootDevices);
        } else if (vdu.image().isEmpty()) {
            throw new TemplateException(
                    "VDU " + vdu.name() + " has nothing to boot from",
                    "Give it, or a virtual storage of it, a software image (sw_image_data) in the descriptor.");
        }
        if (!networks.isEmpty()) {
            properties.set("networks", networks);
        }
        placement().ifPresent(rule -> properties.putObject("scheduler_hints").set("group", references.to(rule.name())));
        vdu.bootData()
                .ifPresent(text -> properties.put("user_data_format", "RAW").put("user_data", text));
    }

    private Optional<PlacementRule> placement() {
        var rules = input.layout().flavour().placementRules().stream()
                .filter(r -> r.vdus().contains(vdu.name()))
                .toList();
        if (rules.size() > 1) {
            throw new TemplateException(
                    "VDU " + vdu.name() + " is a target of several placement rules ("
                            + String.join(
                                    ", ",
                                    rules.stream().map(PlacementRule::name).toList())
                            + "), but a Nova server can be in one server group only",
                    "Keep one of these policies for this VDU in the descriptor.");
        }
        return rules.stream().findFirst();
    }
}
