package dev.davit.openstack.client;

import tools.jackson.databind.JsonNode;

/** An image in Glance. @param status queued, saving, active, killed, ... @param createdAt as Glance prints it */
public record Image(String id, String name, String status, String createdAt) {

    static Image of(JsonNode node) {
        return new Image(
                node.path("id").asString(""),
                node.path("name").asString(""),
                node.path("status").asString(""),
                node.path("created_at").asString(""));
    }

    public boolean isActive() {
        return status.equals("active");
    }

    /** Whether it can still become active by itself. */
    public boolean isOnItsWay() {
        return status.equals("queued")
                || status.equals("saving")
                || status.equals("importing")
                || status.equals("uploading");
    }
}
