package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** VnfLcmOpOcc as JSON (SOL003 v2.6.1 clause 5.5.2.13 as the v1 API has it), secrets masked. */
public final class OccurrenceView {
    /** The attributes that a list leaves out unless asked for. */
    static final Set<String> COMPLEX =
            Set.of("operationParams", "error", "resourceChanges", "changedInfo", "changedExtConnectivity");

    private final Links links;

    public OccurrenceView(Links links) {
        this.links = links;
    }

    public ObjectNode json(OperationOccurrence occurrence) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", occurrence.id().toString())
                .put("operationState", occurrence.state().name())
                .put("stateEnteredTime", time(occurrence.stateEnteredTime()))
                .put("startTime", time(occurrence.startTime()))
                .put("vnfInstanceId", occurrence.instanceId().toString())
                .putNull("grantId")
                .put("operation", occurrence.operation().name())
                .put("isAutomaticInvocation", occurrence.automatic())
                .put("isCancelPending", occurrence.isCancelPending())
                // A string that holds JSON: clients of the v1 API parse it.
                .put(
                        "operationParams",
                        OperationParams.json(occurrence.request()).toString());
        occurrence
                .error()
                .ifPresent(e -> node.putObject("error")
                        .put("title", e.title())
                        .put("status", e.status())
                        .put("detail", e.detail()));
        changes(node, occurrence.changes());
        if (occurrence.request() instanceof LcmRequest.ModifyInfo modify
                && occurrence.state() == OperationState.COMPLETED) {
            OperationParams.modify(node.putObject("changedInfo"), modify);
        }
        node.set("_links", links(occurrence));
        return node;
    }

    static String time(java.time.Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static void changes(ObjectNode node, ResourceChanges changes) {
        ObjectNode parent = JsonNodeFactory.instance.objectNode();
        ResourceViews.put(parent, "affectedVnfcs", changes.vnfcs(), (array, c) -> vnfc(array, c.type(), c.element()));
        ResourceViews.put(parent, "affectedVirtualLinks", changes.virtualLinks(), (array, c) -> {
            ObjectNode entry = array.addObject()
                    .put("id", c.element().id().toString())
                    .put("vnfVirtualLinkDescId", c.element().virtualLinkDescId())
                    .put("changeType", c.type().name());
            ResourceViews.handle(entry, "networkResource", c.element().network());
        });
        ResourceViews.put(parent, "affectedVirtualStorages", changes.storages(), (array, c) -> {
            ObjectNode entry = array.addObject()
                    .put("id", c.element().id().toString())
                    .put("virtualStorageDescId", c.element().virtualStorageDescId())
                    .put("changeType", c.type().name());
            ResourceViews.handle(entry, "storageResource", c.element().storage());
        });
        if (!parent.isEmpty()) {
            node.set("resourceChanges", parent);
        }
    }

    private static void vnfc(ArrayNode array, ResourceChanges.Type type, VnfcResourceInfo vnfc) {
        ObjectNode entry = array.addObject()
                .put("id", vnfc.id().toString())
                .put("vduId", vnfc.vduId())
                .put("changeType", type.name());
        ResourceViews.handle(entry, "computeResource", vnfc.computeResource());
        ArrayNode cps = entry.putArray("affectedVnfcCpIds");
        vnfc.cps().forEach(cp -> cps.add(cp.cpdId()));
        ArrayNode added = entry.putArray("addedStorageResourceIds");
        ArrayNode removed = entry.putArray("removedStorageResourceIds");
        ArrayNode changed = type == ResourceChanges.Type.REMOVED ? removed : added;
        vnfc.storageResourceIds().forEach(id -> changed.add(id.toString()));
    }

    private ObjectNode links(OperationOccurrence occurrence) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String self = links.occurrence(occurrence.id());
        node.putObject("self").put("href", self);
        node.putObject("vnfInstance").put("href", links.instance(occurrence.instanceId()));
        for (String task : new String[] {"retry", "rollback", "grant", "fail"}) {
            node.putObject(task).put("href", self + "/" + task);
        }
        return node;
    }
}
