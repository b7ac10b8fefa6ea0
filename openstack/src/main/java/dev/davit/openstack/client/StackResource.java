package dev.davit.openstack.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A resource of a stack or of a stack nested in it.
 *
 * @param stack the (nested) stack that it belongs to
 * @param physicalId the id in its service; empty until it exists
 * @param nested the stack that it consists of, if it does
 */
public record StackResource(
        StackRef stack,
        String name,
        String type,
        String physicalId,
        String status,
        String statusReason,
        Optional<StackRef> nested) {

    static final String CHECK_FAILED = "CHECK_FAILED";

    /** @param asked the stack that was asked for it, for answers without links */
    static StackResource of(JsonNode node, StackRef asked) {
        Optional<StackRef> linked = Optional.empty();
        Optional<StackRef> nested = Optional.empty();
        for (JsonNode link : node.path("links")) {
            String rel = link.path("rel").asString("");
            if (rel.equals("nested")) {
                nested = StackRef.ofLink(link.path("href").asString(""));
            } else if (rel.equals("stack") || rel.equals("self") && linked.isEmpty()) {
                linked = StackRef.ofLink(link.path("href").asString(""));
            }
        }
        return new StackResource(
                linked.orElse(asked),
                node.path("resource_name").asString(""),
                node.path("resource_type").asString(""),
                node.path("physical_resource_id").asString(""),
                node.path("resource_status").asString(""),
                node.path("resource_status_reason").asString(""),
                nested);
    }

    public boolean isComplete() {
        return status.endsWith("_COMPLETE");
    }

    public boolean isInProgress() {
        return status.endsWith("_IN_PROGRESS");
    }

    public boolean isFailed() {
        return status.endsWith("_FAILED");
    }

    /** Whether it waits for being replaced by the next update. */
    public boolean isMarkedUnhealthy() {
        return status.equals(CHECK_FAILED);
    }

    public boolean isServer() {
        return type.equals("OS::Nova::Server");
    }

    public boolean isPort() {
        return type.equals("OS::Neutron::Port");
    }

    public boolean isFloatingIp() {
        return type.equals("OS::Neutron::FloatingIP");
    }

    public boolean isServerGroup() {
        return type.equals("OS::Nova::ServerGroup");
    }

    public boolean isVolume() {
        return type.equals("OS::Cinder::Volume");
    }

    public boolean isNetwork() {
        return type.equals("OS::Neutron::Net");
    }
}
