package dev.davit.lab.keystone;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import dev.davit.lab.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keystone v3 under /identity: tokens, catalog, projects, users, application credentials. */
public final class KeystoneApi {
    private static final String V3 = "/identity/v3";
    private final Tokens tokens;
    private final Catalog catalog;
    private final Login login;
    private final ApplicationCredentials credentials;

    public KeystoneApi(Store store, Tokens tokens, String password, String nfvoUrl) {
        this.tokens = tokens;
        this.catalog = new Catalog(nfvoUrl);
        this.credentials = new ApplicationCredentials(store);
        this.login = new Login(password, tokens, credentials);
    }

    public void routes(Router router) {
        router.open(
                "GET",
                "/identity",
                r -> Response.json(
                        300,
                        Json.object()
                                .set(
                                        "versions",
                                        Json.object().set("values", Json.array().add(version(r))))));
        router.open("GET", V3, r -> Response.wrapped("version", version(r)));
        router.open("POST", V3 + "/auth/tokens", this::issue);
        router.add("GET", V3 + "/auth/tokens", this::validate);
        router.add("DELETE", V3 + "/auth/tokens", r -> {
            subject(r);
            tokens.revoke(r.header("X-Subject-Token").orElseThrow());
            return Response.empty(204);
        });
        router.add(
                "GET",
                V3 + "/auth/catalog",
                r -> Response.wrapped(
                        "catalog", catalog.show(r.root(), r.caller().projectId())));
        router.add("GET", V3 + "/auth/projects", r -> list("projects", projects(user(r)), r));
        router.add("GET", V3 + "/users/{id}/projects", r -> list("projects", projects(user(r)), r));
        router.add("GET", V3 + "/projects", r -> {
            admin(r, "identity:list_projects");
            return list(
                    "projects",
                    Directory.projects().stream().map(Directory::show).toList(),
                    r);
        });
        router.add(
                "GET",
                V3 + "/projects/{id}",
                r -> Response.wrapped(
                        "project",
                        Directory.project(r.parameter("id"))
                                .map(Directory::show)
                                .orElseThrow(() ->
                                        ApiException.notFound("Could not find project: " + r.parameter("id") + "."))));
        router.add("GET", V3 + "/users", r -> {
            admin(r, "identity:list_users");
            return list("users", Directory.users().stream().map(Directory::show).toList(), r);
        });
        router.add(
                "GET",
                V3 + "/users/{id}",
                r -> Response.wrapped(
                        "user",
                        Directory.user(r.parameter("id"))
                                .map(Directory::show)
                                .orElseThrow(() ->
                                        ApiException.notFound("Could not find user: " + r.parameter("id") + "."))));
        router.add(
                "GET",
                V3 + "/domains",
                r -> list("domains", List.of(Directory.domain().put("enabled", true)), r));
        router.add(
                "GET",
                V3 + "/domains/{id}",
                r -> Response.wrapped("domain", Directory.domain().put("enabled", true)));
        router.add("GET", V3 + "/regions", r -> list("regions", List.of(region()), r));
        router.add("GET", V3 + "/regions/{id}", r -> Response.wrapped("region", region()));
        router.add("GET", V3 + "/services", r -> Response.wrapped("services", catalog.services(r.root())));
        router.add("GET", V3 + "/endpoints", r -> Response.wrapped("endpoints", catalog.endpoints(r.root())));
        router.add("GET", V3 + "/roles", r -> Response.wrapped("roles", Directory.roles(user(r))));
        credentials.routes(router, V3);
    }

    private Response issue(Request request) {
        String id = login.login(request.json("auth"));
        return Response.wrapped(201, "token", show(tokens.find(id).orElseThrow(), request, !request.flag("nocatalog")))
                .with("X-Subject-Token", id)
                .with("Vary", "X-Auth-Token");
    }

    private Response validate(Request request) {
        Tokens.Token token = subject(request);
        return Response.wrapped("token", show(token, request, !request.query().containsKey("nocatalog")))
                .with("X-Subject-Token", request.header("X-Subject-Token").orElseThrow())
                .with("Vary", "X-Auth-Token");
    }

    private Tokens.Token subject(Request request) {
        String id = request.header("X-Subject-Token")
                .orElseThrow(() -> ApiException.badRequest("X-Subject-Token is missing"));
        return tokens.find(id).orElseThrow(() -> ApiException.notFound("Failed to validate token"));
    }

    private ObjectNode show(Tokens.Token token, Request request, boolean withCatalog) {
        ObjectNode json = Json.object()
                .put("issued_at", Ids.micros(token.issued()) + "Z")
                .put("expires_at", Ids.micros(token.expires()) + "Z");
        json.putArray("audit_ids").add(Ids.uuid().replace("-", "").substring(0, 22));
        ArrayNode methods = json.putArray("methods");
        token.methods().forEach(methods::add);
        json.set(
                "user",
                Json.object()
                        .put("id", token.user().id())
                        .put("name", token.user().name())
                        .putNull("password_expires_at")
                        .set("domain", Directory.domain()));
        token.project().ifPresent(project -> {
            json.put("is_domain", false);
            json.set(
                    "project",
                    Json.object()
                            .put("id", project.id())
                            .put("name", project.name())
                            .set("domain", Directory.domain()));
            json.set("roles", Directory.roles(token.user()));
            if (withCatalog) {
                json.set("catalog", catalog.show(request.root(), project.id()));
            }
        });
        return json;
    }

    private static Directory.User user(Request request) {
        return Directory.user(request.caller().userId()).orElseThrow();
    }

    private static List<ObjectNode> projects(Directory.User user) {
        return Directory.projects().stream()
                .filter(p -> user.projects().contains(p.name()))
                .map(Directory::show)
                .toList();
    }

    private static void admin(Request request, String action) {
        if (!request.caller().admin()) {
            throw ApiException.forbidden("You are not authorized to perform the requested action: " + action + ".");
        }
    }

    /** A list, filtered by name when the query says so. */
    private static Response list(String plural, List<ObjectNode> all, Request request) {
        ArrayNode list = Json.array();
        all.stream()
                .filter(d -> request.query("name")
                        .map(n -> Json.text(d, "name", "").equalsIgnoreCase(n))
                        .orElse(true))
                .forEach(list::add);
        ObjectNode body = Json.object().set(plural, list);
        body.putObject("links").putNull("next").putNull("previous").put("self", request.root() + request.path());
        return Response.ok(body);
    }

    private static ObjectNode region() {
        return Json.object().put("id", Catalog.REGION).put("description", "").putNull("parent_region_id");
    }

    private static JsonNode version(Request request) {
        ObjectNode version =
                Json.object().put("id", "v3.14").put("status", "stable").put("updated", "2020-04-07T00:00:00Z");
        version.putArray("links").addObject().put("rel", "self").put("href", request.root() + V3 + "/");
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.identity-v3+json");
        return version;
    }
}
