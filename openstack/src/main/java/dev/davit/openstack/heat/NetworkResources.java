package dev.davit.openstack.heat;

import dev.davit.vnfpackage.vnfd.VnfVirtualLink;
import dev.davit.vnfpackage.vnfd.VnfVirtualLink.L3Protocol;
import java.util.ArrayList;
import java.util.List;

/** Writes the network and subnets of an internal virtual link. */
final class NetworkResources {
    /** Shared address space (RFC 6598): least likely to be what a VNF talks to elsewhere. */
    private static final String OWN_CHOICE = "100.64.%d.0/24";

    private NetworkResources() {}

    /** @param index of the virtual link in the flavour; tells the subnets of Davit's choice apart */
    static void add(Resources resources, VnfVirtualLink link, int index) {
        resources.add(link.name(), "OS::Neutron::Net");
        var subnets = subnets(link, index);
        for (int i = 0; i < subnets.size(); i++) {
            var subnet = subnets.get(i);
            var properties = resources.add(Layout.subnetName(link.name(), i), "OS::Neutron::Subnet");
            properties.set("network", References.resource(link.name()));
            properties.put("ip_version", subnet.ipVersion());
            properties.put("cidr", subnet.cidr());
            properties.put("enable_dhcp", subnet.dhcp());
            // No router is connected: a gateway would only give the guests a second, dead default route.
            properties.put("gateway_ip", "");
        }
    }

    static List<String> subnetNames(VnfVirtualLink link) {
        var names = new ArrayList<String>();
        for (int i = 0; i < Math.max(1, link.subnets().size()); i++) {
            names.add(Layout.subnetName(link.name(), i));
        }
        return names;
    }

    private static List<L3Protocol> subnets(VnfVirtualLink link, int index) {
        return link.subnets().isEmpty()
                ? List.of(new L3Protocol(link.name(), 4, OWN_CHOICE.formatted(index % 256), true))
                : link.subnets();
    }
}
