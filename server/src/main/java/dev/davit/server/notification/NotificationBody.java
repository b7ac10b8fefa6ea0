package dev.davit.server.notification;

import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.store.LcmNotification;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notifications as JSON (SOL003 v2.6.1 clauses 5.5.2.16 to 5.5.2.18).
 *
 * @param baseUrl public URL of the server, without slash at the end
 * @param occurrenceView VnfLcmOpOcc as the API shows it, secrets masked
 */
public record NotificationBody(Supplier<String> baseUrl, Function<OperationOccurrence, ObjectNode> occurrenceView) {
    private static final String ROOT = "/vnflcm/v1";
    private static final List<String> CHANGES =
            List.of("affectedVnfcs", "affectedVirtualLinks", "affectedVirtualStorages");

    String json(UUID notificationId, UUID subscriptionId, LcmNotification notification) {
        ObjectNode node = Subscriptions.JSON
                .createObjectNode()
                .put("id", notificationId.toString())
                .put("notificationType", SubscriptionFilter.typeOf(notification))
                .put("subscriptionId", subscriptionId.toString())
                .put("timeStamp", notification.time().toString())
                .put("vnfInstanceId", notification.instance().id().toString());
        ObjectNode links = Subscriptions.JSON.createObjectNode();
        link(links, "vnfInstance", "/vnf_instances/" + notification.instance().id());
        link(links, "subscription", "/subscriptions/" + subscriptionId);
        if (notification instanceof LcmNotification.StateEntered entered) {
            occurrence(node, entered.occurrence());
            link(
                    links,
                    "vnfLcmOpOcc",
                    "/vnf_lcm_op_occs/" + entered.occurrence().id());
        }
        node.set("_links", links);
        return node.toString();
    }

    private void link(ObjectNode links, String name, String path) {
        links.putObject(name).put("href", baseUrl.get() + ROOT + path);
    }

    private void occurrence(ObjectNode node, OperationOccurrence occurrence) {
        boolean start = occurrence.state().isActive();
        node.put("notificationStatus", start ? "START" : "RESULT")
                .put("operationState", occurrence.state().name())
                .put("operation", occurrence.operation().name())
                .put("isAutomaticInvocation", occurrence.automatic())
                .put("vnfLcmOpOccId", occurrence.id().toString());
        if (start) {
            return;
        }
        ObjectNode view = occurrenceView.apply(occurrence);
        CHANGES.forEach(name -> copy(view.path("resourceChanges").path(name), node, name));
        copy(view.path("changedInfo"), node, "changedInfo");
        copy(view.path("error"), node, "error");
    }

    private static void copy(JsonNode value, ObjectNode node, String name) {
        if (!value.isMissingNode() && !value.isNull()) {
            node.set(name, value);
        }
    }
}
