package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Failure;
import dev.davit.lab.heat.Work;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import dev.davit.lab.nova.ServerWish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the properties of OS::Nova::Server ask Nova for. */
final class ServerWishes {
    private static final int LONGEST_NAME = 53;

    private final Neutron neutron;

    ServerWishes(Neutron neutron) {
        this.neutron = neutron;
    }

    ServerWish of(Work work) {
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
                        .map(s -> neutron.subnets()
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
}
