package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The flavors. */
public final class Flavors {
    private final Documents documents;

    public Flavors(Store store) {
        this.documents = store.kind("flavors");
    }

    /** A flavor that is there from the start. */
    public void seed(String id, String name, int vcpus, int ramMiB, int diskGiB) {
        if (documents.get(id).isEmpty()) {
            create(Json.object()
                    .put("id", id)
                    .put("name", name)
                    .put("vcpus", vcpus)
                    .put("ram", ramMiB)
                    .put("disk", diskGiB));
        }
    }

    public ObjectNode create(JsonNode wish) {
        String name = Json.text(wish, "name")
                .orElseThrow(() -> ApiException.badRequest(
                        "Invalid input for field/attribute flavor. 'name' is a required property"));
        String id = Json.text(wish, "id").filter(i -> !i.equals("auto")).orElseGet(Ids::uuid);
        if (documents.get(id).isPresent()) {
            throw ApiException.conflict("Flavor with ID " + id + " already exists.");
        }
        if (!documents.where("name", name).isEmpty()) {
            throw ApiException.conflict("Flavor with name " + name + " already exists.");
        }
        ObjectNode flavor = Json.object().put("id", id).put("name", name);
        for (String member : List.of("vcpus", "ram", "disk")) {
            int least = member.equals("disk") ? 0 : 1;
            int value = wish.path(member).asInt(-1);
            if (value < least) {
                throw ApiException.badRequest("Invalid input for field/attribute " + member + ". Value: "
                        + Json.text(wish, member, "") + ". " + value + " is less than the minimum of " + least);
            }
            flavor.put(member, value);
        }
        flavor.put("swap", wish.path("swap").asInt(0))
                .put(
                        "OS-FLV-EXT-DATA:ephemeral",
                        wish.path("OS-FLV-EXT-DATA:ephemeral").asInt(0))
                .put("rxtx_factor", wish.path("rxtx_factor").asDouble(1.0))
                .put("os-flavor-access:is_public", Json.flag(wish, "os-flavor-access:is_public", true))
                .put("OS-FLV-DISABLED:disabled", false)
                .put("description", Json.text(wish, "description").orElse(null))
                .set("extra_specs", Json.object());
        return documents.put(flavor);
    }

    public List<ObjectNode> all() {
        return documents.all();
    }

    public ObjectNode get(String id) {
        return documents.get(id).orElseThrow(() -> ApiException.notFound("Flavor " + id + " could not be found."));
    }

    /** By id or name. */
    public ObjectNode find(String idOrName) {
        return documents
                .get(idOrName)
                .or(() -> documents.where("name", idOrName).stream().findFirst())
                .orElseThrow(() ->
                        new ApiException(404, "EntityNotFound", "The Flavor (" + idOrName + ") could not be found."));
    }

    public ObjectNode extraSpecs(String id, JsonNode specs) {
        get(id);
        return (ObjectNode) documents
                .change(id, f -> ((ObjectNode) f.get("extra_specs")).setAll((ObjectNode) specs))
                .orElseThrow()
                .get("extra_specs");
    }

    void removeExtraSpec(String id, String key) {
        if (!get(id).get("extra_specs").has(key)) {
            throw ApiException.notFound("Flavor " + id + " has no extra specs with key " + key + ".");
        }
        documents.change(id, f -> ((ObjectNode) f.get("extra_specs")).remove(key));
    }

    public void delete(String id) {
        get(id);
        documents.remove(id);
    }
}
