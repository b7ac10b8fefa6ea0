package dev.davit.lab.cinder;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The volumes; their space is the hypervisor's. */
public final class Volumes {
    private final Documents documents;
    private final Hypervisor hypervisor;

    public Volumes(Store store, Hypervisor hypervisor) {
        this.documents = store.kind("volumes");
        this.hypervisor = hypervisor;
    }

    /** @param wish size (GiB), name, description, metadata, availability_zone, imageRef ... as in Cinder's request */
    public ObjectNode create(String project, String user, JsonNode wish) {
        int size = wish.path("size").asInt(0);
        if (size < 1) {
            throw ApiException.badRequest("Invalid input received: Volume size '" + Json.text(wish, "size", "None")
                    + "' must be an integer and greater than 0");
        }
        ObjectNode volume = Json.object()
                .put("id", Ids.uuid())
                .put("name", Json.text(wish, "name", ""))
                .put("description", Json.text(wish, "description", ""))
                .put("size", size)
                .put("status", "creating")
                .put("os-vol-tenant-attr:tenant_id", project)
                .put("user_id", user)
                .put("availability_zone", Json.text(wish, "availability_zone", "nova"))
                .put("volume_type", Json.text(wish, "volume_type", "lvmdriver-1"))
                .put("bootable", Json.text(wish, "imageRef").isPresent() ? "true" : "false")
                .put("encrypted", false)
                .put("multiattach", false)
                .put("replication_status", (String) null)
                .put("snapshot_id", Json.text(wish, "snapshot_id").orElse(null))
                .put("source_volid", Json.text(wish, "source_volid").orElse(null))
                .put("consistencygroup_id", (String) null)
                .put("created_at", Ids.micros(Instant.now()))
                .putNull("updated_at")
                .set("attachments", Json.array());
        volume.set("metadata", wish.path("metadata").isObject() ? wish.get("metadata") : Json.object());
        String id = documents.put(volume).get("id").asString();
        try {
            hypervisor.createVolume(id, size);
        } catch (HypervisorException e) {
            documents.change(id, v -> v.put("status", "error"));
            throw new ApiException(
                    500,
                    "VolumeBackendAPIException",
                    "Bad or unexpected response from the storage volume backend API: " + e.getMessage());
        }
        return documents.change(id, v -> v.put("status", "available")).orElseThrow();
    }

    public ObjectNode get(String id) {
        return documents.get(id).orElseThrow(() -> ApiException.notFound("Volume " + id + " could not be found."));
    }

    public List<ObjectNode> all(String project) {
        return documents.where("os-vol-tenant-attr:tenant_id", project);
    }

    public List<ObjectNode> all() {
        return documents.all();
    }

    public ObjectNode update(String id, JsonNode wish) {
        get(id);
        return documents
                .change(id, v -> {
                    for (String member : List.of("name", "description", "metadata")) {
                        if (wish.has(member)) {
                            v.set(member, wish.get(member));
                        }
                    }
                    v.put("updated_at", Ids.micros(Instant.now()));
                })
                .orElseThrow();
    }

    /** Makes it bigger, as Cinder's os-extend. */
    public ObjectNode extend(String id, int size) {
        if (size <= get(id).get("size").asInt()) {
            throw ApiException.badRequest(
                    "Invalid input received: New size for extend must be greater than current size.");
        }
        return documents.change(id, v -> v.put("size", size)).orElseThrow();
    }

    public void attach(String id, String server, String device) {
        ObjectNode volume = get(id);
        if (!volume.get("status").asString().equals("available")) {
            throw ApiException.badRequest("Invalid volume: volume " + id + " status must be available. Currently in "
                    + volume.get("status").asString());
        }
        documents.change(
                id,
                v -> v.put("status", "in-use")
                        .putArray("attachments")
                        .addObject()
                        .put("id", id)
                        .put("attachment_id", Ids.uuid())
                        .put("volume_id", id)
                        .put("server_id", server)
                        .put("host_name", "lab")
                        .put("device", device)
                        .put("attached_at", Ids.micros(Instant.now())));
    }

    /** Fine when it is gone or not attached. */
    public void detach(String id) {
        documents.change(id, v -> v.put("status", "available").putArray("attachments"));
    }

    public void delete(String id) {
        ObjectNode volume = get(id);
        if (volume.get("status").asString().equals("in-use")) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume status must be available or error or error_restoring or "
                            + "error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, "
                            + "awaiting a transfer, or be disassociated from snapshots after volume transfer.");
        }
        hypervisor.deleteVolume(id);
        documents.remove(id);
    }
}
