package dev.davit.lab.glance;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The images: documents with whatever properties their owners gave, and a file each. */
public final class Images {
    static final Set<String> READ_ONLY = Set.of(
            "status",
            "size",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "created_at",
            "updated_at",
            "self",
            "file",
            "schema",
            "virtual_size",
            "direct_url");
    private static final List<String> FORMATS =
            List.of("ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "ploop", "iso", "docker");
    private final Documents documents;
    private final Path files;

    /** @param files directory of the images' data */
    public Images(Store store, Path files) throws IOException {
        this.documents = store.kind("images");
        this.files = Files.createDirectories(files);
    }

    /** An image that is there from the start, without data of its own. */
    public void seed(String project, String name, String diskFormat) {
        if (documents.where("name", name).isEmpty()) {
            documents.put(document(
                            project,
                            Json.object()
                                    .put("id", Ids.fixedUuid("image:" + name))
                                    .put("name", name)
                                    .put("disk_format", diskFormat)
                                    .put("container_format", "bare")
                                    .put("visibility", "public"))
                    .put("status", "active")
                    .put("size", 0)
                    .put("checksum", "d41d8cd98f00b204e9800998ecf8427e")
                    .put("min_disk", 0));
        }
    }

    ObjectNode create(Caller caller, ObjectNode wish) {
        for (String member : READ_ONLY) {
            if (wish.has(member)) {
                throw ApiException.forbidden("Attribute '" + member + "' is read-only.");
            }
        }
        String format = Json.text(wish, "disk_format", "raw");
        if (!FORMATS.contains(format)) {
            throw ApiException.badRequest("Invalid value '" + format + "' for parameter 'disk_format'");
        }
        String visibility = Json.text(wish, "visibility", "shared");
        checkVisibility(caller, visibility);
        String id = Json.text(wish, "id").orElseGet(Ids::uuid);
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw ApiException.badRequest("Invalid image id format");
        }
        if (documents.get(id).isPresent()) {
            throw ApiException.conflict("Image ID " + id + " already exists!");
        }
        ObjectNode with = wish.deepCopy().put("id", id).put("visibility", visibility);
        return documents.put(document(caller.projectId(), with));
    }

    static void checkVisibility(Caller caller, String visibility) {
        if (!List.of("public", "private", "shared", "community").contains(visibility)) {
            throw ApiException.badRequest("Invalid visibility value: " + visibility);
        }
        if (visibility.equals("public") && !caller.admin()) {
            throw ApiException.forbidden("You are not authorized to complete publicize_image action.");
        }
    }

    private static ObjectNode document(String project, ObjectNode wish) {
        String now = Ids.now();
        String id = wish.get("id").asString();
        ObjectNode image = Json.object()
                .put("id", id)
                .putNull("name")
                .putNull("disk_format")
                .putNull("container_format")
                .put("min_disk", 0)
                .put("min_ram", 0)
                .put("protected", false)
                .put("os_hidden", false)
                .put("owner", project)
                .set("tags", Json.array());
        image.setAll(wish);
        return image.put("status", "queued")
                .putNull("size")
                .putNull("virtual_size")
                .putNull("checksum")
                .putNull("os_hash_algo")
                .putNull("os_hash_value")
                .put("created_at", now)
                .put("updated_at", now)
                .put("self", "/v2/images/" + id)
                .put("file", "/v2/images/" + id + "/file")
                .put("schema", "/v2/schemas/image");
    }

    /** Streams the data to disk and makes the image active. A broken upload leaves it queued. */
    void upload(String id, InputStream data) throws IOException {
        ObjectNode image = get(id);
        if (!image.get("status").asString().equals("queued")) {
            throw ApiException.conflict(
                    "Image status transition from " + image.get("status").asString() + " to saving is not allowed");
        }
        if (Json.text(image, "disk_format").isEmpty()
                || Json.text(image, "container_format").isEmpty()) {
            throw ApiException.badRequest("Properties disk_format, container_format must be set prior to saving data.");
        }
        documents.change(id, d -> d.put("status", "saving"));
        try {
            ImageData.Sums sums = ImageData.write(data, file(id));
            documents.change(
                    id,
                    d -> d.put("status", "active")
                            .put("size", sums.size())
                            .put("checksum", sums.md5())
                            .put("os_hash_algo", "sha512")
                            .put("os_hash_value", sums.sha512())
                            .put("updated_at", Ids.now()));
        } catch (IOException | RuntimeException e) {
            documents.change(id, d -> d.put("status", "queued"));
            throw e;
        }
    }

    ObjectNode change(String id, ObjectNode changed) {
        return documents.put(changed.put("updated_at", Ids.now()));
    }

    public ObjectNode get(String id) {
        return documents.get(id).orElseThrow(() -> ApiException.notFound("No image found with ID " + id));
    }

    /** By id or name, as Heat and Nova look it up. */
    public ObjectNode find(String project, String idOrName) {
        return documents.get(idOrName).orElseGet(() -> {
            List<ObjectNode> named =
                    documents.where(d -> Json.text(d, "name", "").equals(idOrName) && visible(project, d));
            if (named.size() > 1) {
                throw ApiException.badRequest(
                        "Multiple images found for name '" + idOrName + "'; use an ID to be more specific.");
            }
            if (named.isEmpty()) {
                throw new ApiException(404, "EntityNotFound", "The Image (" + idOrName + ") could not be found.");
            }
            return named.getFirst();
        });
    }

    static boolean visible(String project, ObjectNode image) {
        return List.of("public", "community").contains(Json.text(image, "visibility", ""))
                || Json.text(image, "owner", "").equals(project);
    }

    List<ObjectNode> all() {
        return documents.all();
    }

    Path file(String id) {
        return files.resolve(id);
    }

    void delete(String id) throws IOException {
        JsonNode image = get(id);
        if (image.get("protected").asBoolean()) {
            throw ApiException.forbidden("Image " + id + " is protected and cannot be deleted.");
        }
        documents.remove(id);
        Files.deleteIfExists(file(id));
    }
}
