package dev.davit.server.rest.vnflcm;

import static dev.davit.server.rest.vnflcm.ResourceViews.put;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.secret.Redaction;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** operationParams of an occurrence: what the client asked for, secrets masked. Only what was given is shown. */
final class OperationParams {
    private OperationParams() {}

    static ObjectNode json(LcmRequest request) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (request) {
            case LcmRequest.Instantiate instantiate -> instantiate(node, instantiate);
            case LcmRequest.Terminate terminate -> {
                node.put("terminationType", terminate.graceful() ? "GRACEFUL" : "FORCEFUL");
                terminate.gracefulTimeoutSeconds().ifPresent(s -> node.put("gracefulTerminationTimeout", s));
            }
            case LcmRequest.Heal heal -> {
                heal.cause().ifPresent(c -> node.put("cause", c));
                put(node, "vnfcInstanceId", heal.vnfcInstanceIds(), (array, id) -> array.add(id.toString()));
            }
            case LcmRequest.Scale scale -> {
                // These names are snake_case in the v1 API.
                node.put("type", scale.out() ? "SCALE_OUT" : "SCALE_IN")
                        .put("aspect_id", scale.aspectId())
                        .put("number_of_steps", scale.numberOfSteps());
                node.set("additional_params", Redaction.mask(scale.additionalParams()));
            }
            case LcmRequest.ModifyInfo modify -> modify(node, modify);
        }
        if (!request.additionalParams().isEmpty() && !(request instanceof LcmRequest.Scale)) {
            node.set("additionalParams", Redaction.mask(request.additionalParams()));
        }
        return node;
    }

    private static void instantiate(ObjectNode node, LcmRequest.Instantiate request) {
        node.put("flavourId", request.flavourId());
        request.instantiationLevelId().ifPresent(l -> node.put("instantiationLevelId", l));
        put(node, "extVirtualLinks", request.extVirtualLinks(), OperationParams::extVirtualLink);
        put(node, "extManagedVirtualLinks", request.extManagedVirtualLinks(), (array, link) -> {
            ObjectNode entry =
                    array.addObject().put("id", link.id()).put("vnfVirtualLinkDescId", link.virtualLinkDescId());
            text(entry, "vimConnectionId", link.vimConnectionId());
            entry.put("resourceId", link.resourceId());
        });
        if (!request.vimConnections().isEmpty()) {
            node.set("vimConnectionInfo", InstanceView.vimConnections(request.vimConnections()));
        }
    }

    private static void extVirtualLink(ArrayNode array, ExtVirtualLink link) {
        ObjectNode node = array.addObject().put("id", link.id());
        text(node, "vimConnectionId", link.vimConnectionId());
        node.put("resourceId", link.resourceId());
        put(
                node,
                "extCps",
                link.extCps(),
                (cps, cp) -> put(
                        cps.addObject().put("cpdId", cp.cpdId()), "cpConfig", cp.configs(), OperationParams::cpConfig));
        put(
                node,
                "extLinkPorts",
                link.linkPorts(),
                (ports, port) -> ResourceViews.handle(
                        ports.addObject().put("id", port.id()), "resourceHandle", port.resource()));
    }

    private static void cpConfig(ArrayNode array, ExtVirtualLink.CpConfig config) {
        ObjectNode node = array.addObject();
        text(node, "cpInstanceId", config.cpInstanceId());
        text(node, "linkPortId", config.linkPortId());
        ObjectNode protocol = node.putArray("cpProtocolData").addObject().put("layerProtocol", "IP_OVER_ETHERNET");
        if (config.macAddress().isPresent() || !config.addresses().isEmpty()) {
            ObjectNode ethernet = protocol.putObject("ipOverEthernet");
            text(ethernet, "macAddress", config.macAddress());
            put(ethernet, "ipAddresses", config.addresses(), (addresses, ip) -> {
                ObjectNode entry = addresses.addObject().put("type", ip.type());
                text(entry, "subnetId", ip.subnetId());
                if (ip.fixedAddresses().isEmpty()) {
                    entry.put("numDynamicAddresses", ip.dynamicAddresses());
                } else {
                    put(entry, "fixedAddresses", ip.fixedAddresses(), ArrayNode::add);
                }
            });
        }
    }

    static void modify(ObjectNode node, LcmRequest.ModifyInfo request) {
        text(node, "vnfInstanceName", request.name());
        text(node, "vnfInstanceDescription", request.description());
        text(node, "vnfdId", request.vnfdId());
        if (!request.metadata().isEmpty()) {
            ObjectNode metadata = node.putObject("metadata");
            request.metadata().forEach((key, value) -> metadata.put(key, value.orElse(null)));
        }
        if (!request.vimConnections().isEmpty()) {
            node.set("vimConnectionInfo", InstanceView.vimConnections(request.vimConnections()));
        }
    }

    private static void text(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(v -> node.put(name, v));
    }
}
