package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.ExtCpInfo;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfLinkPort;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of instantiatedVnfInfo as JSON. Unset members of handles and ids of CPs are null, as clients expect. */
final class ResourceViews {
    private record Group(String type, Optional<String> subnetId, boolean dynamic) {}

    private ResourceViews() {}

    static void handle(ObjectNode parent, String name, ResourceHandle handle) {
        parent.putObject(name)
                .put("vimConnectionId", handle.vimConnectionId().orElse(null))
                .put("resourceId", handle.resourceId())
                .put("vimLevelResourceType", handle.type().orElse(null));
    }

    static void extCp(ArrayNode array, ExtCpInfo cp) {
        ObjectNode node = array.addObject()
                .put("id", cp.id().toString())
                .put("cpdId", cp.cpdId())
                .put("extLinkPortId", text(cp.extLinkPortId()))
                .put("associatedVnfcCpId", text(cp.vnfcId()));
        protocols(node, cp.protocol());
    }

    static void extVirtualLink(ArrayNode array, ExtVirtualLink link) {
        ObjectNode node = array.addObject().put("id", link.id());
        handle(node, "resourceHandle", new ResourceHandle(link.vimConnectionId(), link.resourceId(), Optional.empty()));
        put(node, "extLinkPorts", link.linkPorts(), (ports, port) -> {
            ObjectNode entry = ports.addObject().put("id", port.id());
            handle(entry, "resourceHandle", port.resource());
            entry.putNull("cpInstanceId");
        });
    }

    static void extManagedVirtualLinks(ObjectNode parent, InstantiatedVnfInfo info) {
        put(parent, "extManagedVirtualLinkInfo", info.extManagedVirtualLinks(), (array, link) -> {
            ObjectNode node =
                    array.addObject().put("id", link.id()).put("vnfVirtualLinkDescId", link.virtualLinkDescId());
            handle(
                    node,
                    "networkResource",
                    new ResourceHandle(link.vimConnectionId(), link.resourceId(), Optional.empty()));
            info.virtualLinks().stream()
                    .filter(v -> v.virtualLinkDescId().equals(link.virtualLinkDescId()))
                    .findFirst()
                    .ifPresent(v -> linkPorts(node, v.linkPorts()));
        });
    }

    static ObjectNode vnfc(VnfcResourceInfo vnfc) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", vnfc.id().toString())
                .put("vduId", vnfc.vduId());
        handle(node, "computeResource", vnfc.computeResource());
        ArrayNode storages = node.putArray("storageResourceIds");
        vnfc.storageResourceIds().forEach(id -> storages.add(id.toString()));
        ArrayNode cps = node.putArray("vnfcCpInfo");
        for (VnfcResourceInfo.VnfcCpInfo cp : vnfc.cps()) {
            ObjectNode entry = cps.addObject()
                    .put("id", cp.id().toString())
                    .put("cpdId", cp.cpdId())
                    .put("vnfExtCpId", text(cp.extCpId()))
                    .put("vnfLinkPortId", text(cp.linkPortId()));
            protocols(entry, cp.protocol());
        }
        return node;
    }

    static ObjectNode virtualLink(VirtualLinkResourceInfo link) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", link.id().toString())
                .put("vnfVirtualLinkDescId", link.virtualLinkDescId());
        handle(node, "networkResource", link.network());
        linkPorts(node, link.linkPorts());
        return node;
    }

    static ObjectNode storage(VirtualStorageResourceInfo storage) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", storage.id().toString())
                .put("virtualStorageDescId", storage.virtualStorageDescId());
        handle(node, "storageResource", storage.storage());
        return node;
    }

    private static void linkPorts(ObjectNode node, List<VnfLinkPort> ports) {
        ArrayNode array = node.putArray("vnfLinkPorts");
        for (VnfLinkPort port : ports) {
            ObjectNode entry = array.addObject().put("id", port.id().toString());
            handle(entry, "resourceHandle", port.resource());
            entry.put("cpInstanceId", text(port.cpInstanceId()));
        }
    }

    private static void protocols(ObjectNode node, CpProtocolInfo protocol) {
        ObjectNode entry = node.putArray("cpProtocolInfo").addObject().put("layerProtocol", "IP_OVER_ETHERNET");
        if (protocol.macAddress().isEmpty() && protocol.addresses().isEmpty()) {
            return;
        }
        ObjectNode ethernet = entry.putObject("ipOverEthernet")
                .put("macAddress", protocol.macAddress().orElse(null));
        ArrayNode groups = ethernet.putArray("ipAddresses");
        protocol.addresses().stream()
                .map(a -> new Group(a.type(), a.subnetId(), a.dynamic()))
                .distinct()
                .forEach(group -> {
                    ArrayNode addresses = groups.addObject()
                            .put("type", group.type())
                            .put("subnetId", group.subnetId().orElse(null))
                            .put("isDynamic", group.dynamic())
                            .putArray("addresses");
                    protocol.addresses().stream()
                            .filter(a -> group.equals(new Group(a.type(), a.subnetId(), a.dynamic())))
                            .forEach(a -> addresses.add(a.address()));
                });
    }

    /** An array that is left out when empty. */
    static <T> void put(ObjectNode parent, String name, List<T> elements, BiConsumer<ArrayNode, T> writer) {
        if (!elements.isEmpty()) {
            ArrayNode array = parent.putArray(name);
            elements.forEach(e -> writer.accept(array, e));
        }
    }

    private static String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse(null);
    }
}
