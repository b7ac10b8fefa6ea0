package dev.davit.openstack.userdata;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.vim.VimWork;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * InstantiateVnfRequest (SOL003 v2.6.1 clause 5.5.2.4) with names in snake case, as user-data scripts see it. Every attribute
 * is there, null when not given. VIM connections are left out: scripts have no use for credentials.
 */
final class RequestAttributes {
    private RequestAttributes() {}

    static ObjectNode of(VimWork work) {
        var request = JsonMapper.shared().createObjectNode();
        request.put("flavour_id", work.flavour().id());
        request.put("instantiation_level_id", work.level().id());
        var links = request.putArray("ext_virtual_links");
        work.extVirtualLinks().forEach(link -> link(links.addObject(), link));
        var managed = request.putArray("ext_managed_virtual_links");
        work.extManagedVirtualLinks().forEach(link -> {
            var node = managed.addObject();
            node.put("id", link.id());
            node.put("vnf_virtual_link_desc_id", link.virtualLinkDescId());
            put(node, "vim_connection_id", link.vimConnectionId());
            put(node, "resource_provider_id", Optional.empty());
            node.put("resource_id", link.resourceId());
        });
        request.putArray("vim_connection_info");
        put(request, "localization_language", Optional.empty());
        request.set("additional_params", work.additionalParams());
        return request;
    }

    private static void link(ObjectNode node, ExtVirtualLink link) {
        node.put("id", link.id());
        put(node, "vim_connection_id", link.vimConnectionId());
        put(node, "resource_provider_id", Optional.empty());
        node.put("resource_id", link.resourceId());
        var cps = node.putArray("ext_cps");
        link.extCps().forEach(cp -> {
            var entry = cps.addObject();
            entry.put("cpd_id", cp.cpdId());
            var configs = entry.putArray("cp_config");
            cp.configs().forEach(config -> config(configs.addObject(), config));
        });
        var ports = node.putArray("ext_link_ports");
        link.linkPorts().forEach(port -> {
            var entry = ports.addObject();
            entry.put("id", port.id());
            entry.putObject("resource_handle")
                    .put("resource_id", port.resource().resourceId());
        });
    }

    private static void config(ObjectNode node, ExtVirtualLink.CpConfig config) {
        put(node, "cp_instance_id", config.cpInstanceId());
        put(node, "link_port_id", config.linkPortId());
        ArrayNode protocols = node.putArray("cp_protocol_data");
        if (config.macAddress().isPresent() || !config.addresses().isEmpty()) {
            var protocol = protocols.addObject().put("layer_protocol", "IP_OVER_ETHERNET");
            var ethernet = protocol.putObject("ip_over_ethernet");
            put(ethernet, "mac_address", config.macAddress());
            addresses(ethernet.putArray("ip_addresses"), config.addresses());
        }
    }

    private static void addresses(ArrayNode target, List<ExtVirtualLink.IpRequest> addresses) {
        addresses.forEach(address -> {
            var node = target.addObject();
            node.put("type", address.type());
            var fixed = node.putArray("fixed_addresses");
            address.fixedAddresses().forEach(fixed::add);
            node.put("num_dynamic_addresses", address.dynamicAddresses());
            put(node, "address_range", Optional.empty());
            put(node, "subnet_id", address.subnetId());
        });
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
    }
}
