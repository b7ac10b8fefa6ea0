package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.http.Listing;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Neutron 2.0 under /network. */
public final class NeutronApi {
    private static final String ROOT = "/network/v2.0";
    private static final List<String> EXTENSIONS = List.of(
            "router",
            "external-net",
            "security-group",
            "quotas",
            "port-security",
            "standard-attr-tag",
            "standard-attr-description",
            "standard-attr-timestamp",
            "allowed-address-pairs",
            "binding",
            "network_availability_zone",
            "provider",
            "pagination",
            "sorting",
            "net-mtu",
            "project-id");
    private final Neutron neutron;

    public NeutronApi(Neutron neutron) {
        this.neutron = neutron;
    }

    public void routes(Router router) {
        router.open(
                "GET",
                "/network",
                r -> Response.wrapped(
                        "versions",
                        Json.array()
                                .add(Json.object()
                                        .put("id", "v2.0")
                                        .put("status", "CURRENT")
                                        .set(
                                                "links",
                                                Json.array()
                                                        .add(Json.object()
                                                                .put("rel", "self")
                                                                .put("href", r.root() + ROOT + "/"))))));
        router.open("GET", ROOT, r -> Response.wrapped("resources", Json.array()));
        for (Kind kind : neutron.kinds()) {
            routes(router, kind);
        }
        String routers = ROOT + "/routers/{id}/";
        router.add(
                "PUT",
                routers + "add_router_interface",
                r -> Response.ok(neutron.routers()
                        .addInterface(own(neutron.routers(), r).get("id").asString(), r.json())));
        router.add(
                "PUT",
                routers + "remove_router_interface",
                r -> Response.ok(neutron.routers()
                        .removeInterface(own(neutron.routers(), r).get("id").asString(), r.json())));
        router.add("GET", ROOT + "/extensions", r -> {
            ArrayNode list = Json.array();
            EXTENSIONS.forEach(e -> list.add(extension(e)));
            return Response.wrapped("extensions", list);
        });
        router.add("GET", ROOT + "/extensions/{alias}", r -> {
            if (!EXTENSIONS.contains(r.parameter("alias"))) {
                throw new ApiException(
                        404, "ExtensionNotFound", "Extension with alias " + r.parameter("alias") + " does not exist");
            }
            return Response.wrapped("extension", extension(r.parameter("alias")));
        });
        router.add("GET PUT", ROOT + "/quotas/{project}", r -> Response.wrapped("quota", quota()));
        router.add(
                "GET",
                ROOT + "/availability_zones",
                r -> Response.wrapped(
                        "availability_zones",
                        Json.array()
                                .add(Json.object()
                                        .put("name", "nova")
                                        .put("resource", "network")
                                        .put("state", "available"))));
        for (String none : List.of("agents", "subnetpools", "address-scopes", "trunks")) {
            router.add("GET", ROOT + "/" + none, r -> Response.wrapped(none.replace('-', '_'), Json.array()));
        }
    }

    private void routes(Router router, Kind kind) {
        String path = ROOT + "/" + kind.plural().replace('_', '-');
        router.add("GET", path, r -> list(kind, r));
        router.add("POST", path, r -> create(kind, r));
        router.add(
                "GET",
                path + "/{id}",
                r -> Response.wrapped(
                        kind.singular(),
                        Listing.fields(visible(kind, r), r.query().getOrDefault("fields", List.of()))));
        router.add("PUT", path + "/{id}", r -> {
            String id = own(kind, r).get("id").asString();
            return Response.wrapped(kind.singular(), kind.update(id, r.json(kind.singular())));
        });
        router.add("DELETE", path + "/{id}", r -> {
            kind.delete(own(kind, r).get("id").asString());
            return Response.empty(204);
        });
        router.add(
                "GET",
                path + "/{id}/tags",
                r -> Response.wrapped("tags", visible(kind, r).path("tags")));
        router.add("PUT", path + "/{id}/tags", r -> {
            JsonNode tags = r.json().path("tags");
            kind.documents.change(own(kind, r).get("id").asString(), d -> d.set("tags", tags));
            return Response.wrapped("tags", tags);
        });
    }

    private Response list(Kind kind, Request request) {
        Caller caller = request.caller();
        if (kind == neutron.securityGroups()) {
            neutron.securityGroups().ofProject(caller.projectId());
        }
        List<ObjectNode> seen =
                kind.all().stream().filter(d -> kind.visible(caller, d)).toList();
        List<ObjectNode> found = Listing.page(Listing.filter(seen, request.query()), request, "", "asc");
        List<String> fields = request.query().getOrDefault("fields", List.of());
        return Response.wrapped(
                kind.plural(),
                Listing.array(found.stream().map(d -> Listing.fields(d, fields)).toList()));
    }

    private static Response create(Kind kind, Request request) {
        ObjectNode body = request.json();
        if (body.path(kind.plural()) instanceof ArrayNode wishes) {
            ArrayNode made = Json.array();
            wishes.forEach(w -> made.add(create(kind, request.caller(), (ObjectNode) w)));
            return Response.wrapped(201, kind.plural(), made);
        }
        if (!(body.path(kind.singular()) instanceof ObjectNode wish)) {
            throw new ApiException(400, "HTTPBadRequest", "Resource body required");
        }
        return Response.wrapped(201, kind.singular(), create(kind, request.caller(), wish));
    }

    private static ObjectNode create(Kind kind, Caller caller, ObjectNode wish) {
        String project = Json.text(wish, "project_id")
                .or(() -> Json.text(wish, "tenant_id"))
                .orElse(caller.projectId());
        if (!caller.admin() && !project.equals(caller.projectId())) {
            throw new ApiException(
                    403,
                    "AdminRequired",
                    "Specifying 'project_id' or 'tenant_id' other than the authenticated project requires admin privileges");
        }
        return kind.create(project, wish);
    }

    private static ObjectNode visible(Kind kind, Request request) {
        ObjectNode document = kind.get(request.parameter("id"));
        if (!kind.visible(request.caller(), document)) {
            throw kind.notFound(request.parameter("id"));
        }
        return document;
    }

    private static ObjectNode own(Kind kind, Request request) {
        ObjectNode document = visible(kind, request);
        if (!request.caller().admin()
                && !Json.text(document, "project_id", "")
                        .equals(request.caller().projectId())) {
            throw new ApiException(
                    403,
                    "PolicyNotAuthorized",
                    "rule:" + request.method().toLowerCase(java.util.Locale.ROOT) + "_" + kind.singular()
                            + " is disallowed by policy");
        }
        return document;
    }

    private static ObjectNode extension(String alias) {
        ObjectNode extension = Json.object()
                .put("alias", alias)
                .put("name", alias)
                .put("description", "")
                .put("updated", "2015-01-01T10:00:00-00:00");
        extension.putArray("links");
        return extension;
    }

    private static ObjectNode quota() {
        ObjectNode quota = Json.object();
        for (String name : List.of(
                "network",
                "subnet",
                "port",
                "router",
                "floatingip",
                "security_group",
                "security_group_rule",
                "rbac_policy",
                "subnetpool")) {
            quota.put(name, -1);
        }
        return quota;
    }
}
