package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One kind of Neutron resource: what all kinds have in common, and what each does of its own. */
public abstract class Kind {
    private static final Set<String> READ_ONLY =
            Set.of("id", "tenant_id", "project_id", "created_at", "updated_at", "status");
    private final String type;
    private final String singular;
    private final String plural;
    protected final Documents documents;

    /** @param type as errors spell it, e.g. SecurityGroup @param singular e.g. security_group */
    protected Kind(String type, String singular, String plural, Documents documents) {
        this.type = type;
        this.singular = singular;
        this.plural = plural;
        this.documents = documents;
    }

    public String singular() {
        return singular;
    }

    public String plural() {
        return plural;
    }

    /** @param wish the members that the request gave */
    public abstract ObjectNode create(String project, ObjectNode wish);

    public abstract void delete(String id);

    public ObjectNode update(String id, ObjectNode wish) {
        get(id);
        return documents
                .change(id, d -> {
                    wish.properties().forEach(e -> {
                        if (!READ_ONLY.contains(e.getKey())) {
                            d.set(e.getKey(), e.getValue());
                        }
                    });
                    d.put("updated_at", Ids.now());
                })
                .orElseThrow();
    }

    public ObjectNode get(String id) {
        return documents.get(id).orElseThrow(() -> notFound(id));
    }

    public List<ObjectNode> all() {
        return documents.all();
    }

    public boolean visible(Caller caller, ObjectNode document) {
        return caller.admin()
                || Json.text(document, "project_id", "").equals(caller.projectId())
                || document.path("shared").asBoolean(false)
                || document.path("router:external").asBoolean(false);
    }

    /** By id or name among what the project can see; as Heat and Nova look things up. */
    public ObjectNode find(String project, String idOrName) {
        Caller caller = new Caller("", "", project, "", false, false);
        return documents.get(idOrName).orElseGet(() -> {
            List<ObjectNode> named =
                    documents.where(d -> Json.text(d, "name", "").equals(idOrName) && visible(caller, d));
            if (named.size() > 1) {
                throw new ApiException(
                        409,
                        "NeutronClientNoUniqueMatch",
                        "Multiple " + singular + " matches found for name '" + idOrName
                                + "', use an ID to be more specific.");
            }
            if (named.isEmpty()) {
                throw notFound(idOrName);
            }
            return named.getFirst();
        });
    }

    protected ApiException notFound(String id) {
        return new ApiException(
                404,
                type + "NotFound",
                type.replaceAll("(?<=[a-z])(?=[A-Z])", " ") + " " + id + " could not be found.");
    }

    protected static ObjectNode document(String project, JsonNode wish) {
        String now = Ids.seconds(Instant.now());
        return Json.object()
                .put("id", Ids.uuid())
                .put("name", Json.text(wish, "name", ""))
                .put("tenant_id", project)
                .put("project_id", project)
                .put("description", Json.text(wish, "description", ""))
                .put("created_at", now)
                .put("updated_at", now)
                .put("revision_number", 1)
                .set("tags", Json.array());
    }

    protected static void copy(JsonNode from, ObjectNode to, String... members) {
        for (String member : members) {
            if (from.has(member)) {
                to.set(member, from.get(member));
            }
        }
    }
}
