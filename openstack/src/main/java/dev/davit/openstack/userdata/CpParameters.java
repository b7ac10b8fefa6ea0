package dev.davit.openstack.userdata;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.vim.VimWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the request says of CPs that base HOTs want to know: the network's id and the addresses asked for. */
final class CpParameters {
    private CpParameters() {}

    /** CP to {@code {"network": id, "fixed_ips": [{"subnet", "ip_address"}]}}; internal CPs when their link's network is given. */
    static Map<String, ObjectNode> of(VimWork work, Set<String> cps) {
        var found = new LinkedHashMap<String, ObjectNode>();
        for (var managed : work.extManagedVirtualLinks()) {
            for (var cp : work.flavour().cps()) {
                boolean onIt = cp.virtualLink()
                        .filter(managed.virtualLinkDescId()::equals)
                        .isPresent();
                if (onIt && cps.contains(cp.name())) {
                    network(found, cp.name(), managed.resourceId());
                }
            }
        }
        for (var link : work.extVirtualLinks()) {
            for (var cp : link.extCps()) {
                if (cps.contains(cp.cpdId())) {
                    ArrayNode addresses = network(found, cp.cpdId(), link.resourceId());
                    cp.configs().forEach(config -> config.addresses().forEach(a -> add(addresses, a)));
                }
            }
        }
        return found;
    }

    private static ArrayNode network(Map<String, ObjectNode> found, String cp, String network) {
        var node = JsonMapper.shared().createObjectNode().put("network", network);
        found.put(cp, node);
        return node.putArray("fixed_ips");
    }

    private static void add(ArrayNode addresses, ExtVirtualLink.IpRequest asked) {
        if (asked.fixedAddresses().isEmpty()) {
            asked.subnetId().ifPresent(subnet -> addresses.addObject().put("subnet", subnet));
        }
        for (String address : asked.fixedAddresses()) {
            var entry = addresses.addObject();
            asked.subnetId().ifPresent(subnet -> entry.put("subnet", subnet));
            entry.put("ip_address", address);
        }
    }
}
