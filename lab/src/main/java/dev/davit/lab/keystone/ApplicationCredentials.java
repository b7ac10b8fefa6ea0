package dev.davit.lab.keystone;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Documents;
import dev.davit.lab.store.Store;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Application credentials of the users; their secret is shown once, at creation. */
final class ApplicationCredentials {
    private final Documents all;
    private final SecureRandom random = new SecureRandom();

    ApplicationCredentials(Store store) {
        this.all = store.kind("application_credentials");
    }

    void routes(Router router, String v3) {
        String path = v3 + "/users/{user}/application_credentials";
        router.add("POST", path, this::create);
        router.add("GET", path, r -> {
            ArrayNode list = Json.array();
            all.where("user_id", own(r)).forEach(c -> list.add(shown(c)));
            return Response.wrapped("application_credentials", list);
        });
        router.add("GET", path + "/{id}", r -> Response.wrapped("application_credential", shown(get(r))));
        router.add("DELETE", path + "/{id}", r -> {
            all.remove(get(r).get("id").asString());
            return Response.empty(204);
        });
    }

    private Response create(Request request) {
        JsonNode wish = request.json("application_credential");
        String name =
                Json.text(wish, "name").orElseThrow(() -> ApiException.badRequest("'name' is a required property"));
        String user = own(request);
        if (all.where("user_id", user).stream()
                .anyMatch(c -> c.get("name").asString().equals(name))) {
            throw ApiException.conflict(
                    "Conflict occurred attempting to store application_credential - Duplicate entry found with name "
                            + name + ".");
        }
        Caller caller = request.caller();
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        ObjectNode credential = all.put(Json.object()
                .put("id", Ids.uuid().replace("-", ""))
                .put("name", name)
                .put("user_id", user)
                .put("project_id", caller.projectId())
                .put("description", Json.text(wish, "description", ""))
                .put(
                        "secret",
                        Json.text(wish, "secret")
                                .orElseGet(() ->
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .put("unrestricted", Json.flag(wish, "unrestricted", false))
                .putNull("expires_at")
                .set("roles", Directory.roles(Directory.user(user).orElseThrow())));
        return Response.wrapped(201, "application_credential", credential);
    }

    /** By id, or by name and user. */
    Optional<ObjectNode> find(JsonNode ref) {
        return Json.text(ref, "id")
                .flatMap(all::get)
                .or(() -> Directory.user(ref.path("user"))
                        .flatMap(u -> all.where("user_id", u.id()).stream()
                                .filter(c -> c.get("name").asString().equals(Json.text(ref, "name", "")))
                                .findFirst()));
    }

    private ObjectNode get(Request request) {
        String user = own(request);
        String id = request.parameter("id");
        return all.get(id)
                .filter(c -> c.get("user_id").asString().equals(user))
                .orElseThrow(() -> ApiException.notFound("Could not find Application Credential: " + id + "."));
    }

    private static String own(Request request) {
        if (!request.parameter("user").equals(request.caller().userId())) {
            throw ApiException.forbidden(
                    "You are not authorized to perform the requested action: identity:application_credentials.");
        }
        return request.caller().userId();
    }

    private static ObjectNode shown(ObjectNode credential) {
        ObjectNode copy = credential.deepCopy();
        copy.remove("secret");
        return copy;
    }
}
