package dev.davit.openstack.heat;

import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a connection point's port: a resource of its own, so that it and its address outlive the server. */
final class PortResource {
    private final VduCp cp;
    private final Optional<CpConfig> config;

    PortResource(VduCp cp, Optional<CpConfig> config) {
        this.cp = cp;
        this.config = config;
    }

    /** What only one port can have: a fixed address or a hardware address. */
    boolean isOneOfAKind() {
        return mac().isPresent()
                || config.stream()
                        .flatMap(c -> c.addresses().stream())
                        .anyMatch(a -> !a.fixedAddresses().isEmpty());
    }

    /** Everything but the network. */
    void fill(ObjectNode properties) {
        mac().ifPresent(m -> properties.put("mac_address", m));
        if (!cp.vnicType().isEmpty() && !cp.vnicType().equals("normal")) {
            properties.put("binding:vnic_type", cp.vnicType());
        }
        ArrayNode fixedIps = properties.arrayNode();
        config.ifPresent(c -> c.addresses().forEach(a -> fixedIps(fixedIps, a)));
        if (!fixedIps.isEmpty()) {
            properties.set("fixed_ips", fixedIps);
        }
    }

    private Optional<String> mac() {
        return config.flatMap(CpConfig::macAddress).or(cp::mac);
    }

    /** Dynamic addresses without a subnet are what Neutron gives by itself. */
    private static void fixedIps(ArrayNode fixedIps, IpRequest request) {
        for (String address : request.fixedAddresses()) {
            var entry = fixedIps.addObject();
            request.subnetId().ifPresent(s -> entry.put("subnet", s));
            entry.put("ip_address", address);
        }
        request.subnetId().ifPresent(subnet -> {
            for (int i = 0; i < request.dynamicAddresses(); i++) {
                fixedIps.addObject().put("subnet", subnet);
            }
        });
    }
}
