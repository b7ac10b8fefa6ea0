package dev.davit.lab;

import dev.davit.lab.glance.Images;
import dev.davit.lab.heat.Cloud;
import dev.davit.lab.json.Json;
import dev.davit.lab.keystone.Directory;
import dev.davit.lab.neutron.Neutron;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is there from the start: networks, flavors, images. */
final class Seeds {
    private Seeds() {}

    static void plant(Cloud cloud, String hypervisor) {
        String admin = Directory.projects().getFirst().id();
        cloud.flavors().seed("1", "m1.tiny", 1, 512, 1);
        cloud.flavors().seed("2", "m1.small", 1, 1024, 2);
        cloud.flavors().seed("3", "m1.medium", 2, 2048, 4);
        cloud.flavors().seed("4", "m1.large", 4, 4096, 8);
        images(cloud.images(), admin, hypervisor);
        network(cloud.neutron(), admin, "net0", "subnet0", 0, false);
        network(cloud.neutron(), admin, "net_mgmt", "subnet_mgmt", 1, false);
        network(cloud.neutron(), admin, "net1", "subnet1", 2, false);
        network(cloud.neutron(), admin, "public", "public-subnet", 99, true);
    }

    private static void images(Images images, String project, String hypervisor) {
        for (String name : List.of("debian-12", "debian-12-plain", "dummy")) {
            images.seed(project, name, hypervisor.equals("docker") && !name.equals("dummy") ? "docker" : "raw");
        }
    }

    private static void network(
            Neutron neutron, String project, String name, String subnet, int third, boolean external) {
        boolean known = neutron.networks().all().stream()
                .anyMatch(n -> n.get("name").asString().equals(name));
        if (known) {
            return;
        }
        ObjectNode network = neutron.networks()
                .create(
                        project,
                        Json.object().put("name", name).put("shared", true).put("router:external", external));
        String prefix = external ? "10." + third + ".0." : "10.10." + third + ".";
        ObjectNode wish = Json.object()
                .put("network_id", network.get("id").asString())
                .put("name", subnet)
                .put("cidr", prefix + "0/24")
                .put("enable_dhcp", !external);
        wish.putArray("allocation_pools")
                .addObject()
                .put("start", prefix + "20")
                .put("end", prefix + "250");
        neutron.subnets().create(project, wish, false);
    }
}
