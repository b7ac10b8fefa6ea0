package dev.davit.server.rest.vnflcm;

import static dev.davit.server.rest.vnflcm.ResourceViews.put;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.secret.Redaction;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** VnfInstance as JSON (SOL003 v2.6.1 clause 5.5.2.2 with the v1 API's additions), secrets masked. */
public final class InstanceView {
    private final Links links;

    public InstanceView(Links links) {
        this.links = links;
    }

    public ObjectNode json(VnfInstance instance) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", instance.id().toString())
                .put("vnfInstanceName", instance.name());
        node.put("vnfInstanceDescription", instance.description().orElse(null));
        node.put("vnfdId", instance.vnfdId())
                .put("vnfProvider", instance.provider())
                .put("vnfProductName", instance.productName())
                .put("vnfSoftwareVersion", instance.softwareVersion())
                .put("vnfdVersion", instance.vnfdVersion())
                .put("vnfPkgId", instance.packageId().toString())
                .put("instantiationState", instance.state().name());
        if (!instance.metadata().isEmpty()) {
            ObjectNode metadata = node.putObject("metadata");
            instance.metadata().forEach(metadata::put);
        }
        if (instance.state() == InstantiationState.INSTANTIATED) {
            node.set("vimConnectionInfo", vimConnections(instance.vimConnections()));
            instance.instantiated().ifPresent(info -> node.set("instantiatedVnfInfo", info(info)));
        }
        node.set("_links", links(instance));
        return node;
    }

    static ArrayNode vimConnections(List<VimConnectionInfo> connections) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (VimConnectionInfo connection : connections) {
            ObjectNode node = array.addObject()
                    .put("id", connection.id())
                    .put("vimId", connection.vimId().orElse(null))
                    .put("vimType", connection.vimType());
            node.set("interfaceInfo", Redaction.mask(connection.interfaceInfo()));
            node.set("accessInfo", Redaction.mask(connection.accessInfo()));
            if (!connection.extra().isEmpty()) {
                node.set("extra", Redaction.mask(connection.extra()));
            }
        }
        return array;
    }

    private static ObjectNode info(InstantiatedVnfInfo info) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("flavourId", info.flavourId())
                .put("vnfState", info.vnfState());
        put(
                node,
                "scaleStatus",
                info.scaleStatus(),
                (array, s) -> array.addObject().put("aspectId", s.aspectId()).put("scaleLevel", s.scaleLevel()));
        ArrayNode extCps = node.putArray("extCpInfo");
        info.extCps().forEach(cp -> ResourceViews.extCp(extCps, cp));
        put(node, "extVirtualLinkInfo", info.extVirtualLinks(), ResourceViews::extVirtualLink);
        ResourceViews.extManagedVirtualLinks(node, info);
        put(node, "vnfcResourceInfo", info.vnfcs(), (array, v) -> array.add(ResourceViews.vnfc(v)));
        put(
                node,
                "vnfVirtualLinkResourceInfo",
                info.virtualLinks(),
                (array, v) -> array.add(ResourceViews.virtualLink(v)));
        put(node, "virtualStorageResourceInfo", info.storages(), (array, s) -> array.add(ResourceViews.storage(s)));
        put(
                node,
                "vnfcInfo",
                info.vnfcInfos(),
                (array, v) -> array.addObject()
                        .put("id", v.id().toString())
                        .put("vduId", v.vduId())
                        .put("vnfcState", v.state()));
        node.set("additionalParams", Redaction.mask(info.additionalParams()));
        return node;
    }

    private ObjectNode links(VnfInstance instance) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String self = links.instance(instance.id());
        node.putObject("self").put("href", self);
        if (instance.state() == InstantiationState.NOT_INSTANTIATED) {
            node.putObject("instantiate").put("href", self + "/instantiate");
        } else {
            node.putObject("terminate").put("href", self + "/terminate");
            node.putObject("scale").put("href", self + "/scale");
            node.putObject("heal").put("href", self + "/heal");
            node.putObject("changeExtConn").put("href", self + "/change_ext_conn");
        }
        return node;
    }
}
