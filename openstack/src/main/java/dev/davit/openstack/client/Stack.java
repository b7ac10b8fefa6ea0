package dev.davit.openstack.client;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A Heat stack.
 *
 * @param status action and state, e.g. CREATE_IN_PROGRESS
 * @param updatedTime as Heat prints it; empty until the first update
 */
public record Stack(StackRef ref, String status, String statusReason, String updatedTime, Set<String> tags) {
    public Stack {
        tags = Set.copyOf(tags);
    }

    static Stack of(JsonNode node) {
        var tags = new java.util.HashSet<String>();
        node.path("tags").forEach(t -> tags.add(t.asString("")));
        return new Stack(
                new StackRef(
                        node.path("stack_name").asString(""), node.path("id").asString("")),
                node.path("stack_status").asString(""),
                node.path("stack_status_reason").asString(""),
                node.path("updated_time").asString(""),
                tags);
    }

    public boolean isInProgress() {
        return status.endsWith("_IN_PROGRESS");
    }

    public boolean isFailed() {
        return status.endsWith("_FAILED");
    }

    public boolean isComplete() {
        return status.endsWith("_COMPLETE");
    }

    public boolean isBeingDeleted() {
        return status.startsWith("DELETE_");
    }

    public boolean isDeleted() {
        return status.equals("DELETE_COMPLETE");
    }
}
