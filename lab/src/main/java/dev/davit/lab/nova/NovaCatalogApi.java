package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova 2.1 under /compute: versions, flavors, key pairs, server groups, limits, zones. */
public final class NovaCatalogApi {
    private static final String V21 = NovaApi.V21;
    private final Flavors flavors;
    private final KeyPairs keys;
    private final ServerGroups groups;
    private final Quotas quotas;

    public NovaCatalogApi(Flavors flavors, KeyPairs keys, ServerGroups groups, Quotas quotas) {
        this.flavors = flavors;
        this.keys = keys;
        this.groups = groups;
        this.quotas = quotas;
    }

    public void routes(Router router) {
        router.open(
                "GET",
                "/compute",
                r -> Response.wrapped("versions", Json.array().add(version(r))));
        router.open("GET", V21, r -> Response.wrapped("version", version(r)));
        flavors(router);
        keyPairs(router);
        serverGroups(router);
        router.add(
                "GET",
                V21 + "/limits",
                NovaApi.versioned(
                        r -> Response.wrapped("limits", limits(r.caller().projectId()))));
        for (String path : List.of("/os-availability-zone", "/os-availability-zone/detail")) {
            router.add(
                    "GET",
                    V21 + path,
                    NovaApi.versioned(r -> Response.wrapped(
                            "availabilityZoneInfo",
                            Json.array()
                                    .add(Json.object()
                                            .put("zoneName", "nova")
                                            .putNull("hosts")
                                            .set("zoneState", Json.object().put("available", true))))));
        }
        router.add("GET", V21 + "/extensions", NovaApi.versioned(r -> Response.wrapped("extensions", Json.array())));
        String quota = V21 + "/os-quota-sets/{project}";
        router.add(
                "GET",
                quota,
                NovaApi.versioned(r -> Response.wrapped("quota_set", quotas.show(r.parameter("project")))));
        router.add("PUT", quota, NovaApi.versioned(r -> {
            admin(r, "os_compute_api:os-quota-sets:update");
            return Response.wrapped("quota_set", quotas.change(r.parameter("project"), r.json("quota_set")));
        }));
    }

    private void flavors(Router router) {
        router.add("GET", V21 + "/flavors", NovaApi.versioned(r -> list(r, false)));
        router.add("GET", V21 + "/flavors/detail", NovaApi.versioned(r -> list(r, true)));
        router.add("POST", V21 + "/flavors", NovaApi.versioned(r -> {
            admin(r, "os_compute_api:os-flavor-manage:create");
            return Response.wrapped("flavor", show(flavors.create(r.json("flavor")), r));
        }));
        router.add(
                "GET",
                V21 + "/flavors/{id}",
                NovaApi.versioned(r -> Response.wrapped("flavor", show(flavors.get(r.parameter("id")), r))));
        router.add("DELETE", V21 + "/flavors/{id}", NovaApi.versioned(r -> {
            admin(r, "os_compute_api:os-flavor-manage:delete");
            flavors.delete(r.parameter("id"));
            return Response.empty(202);
        }));
        router.add(
                "GET",
                V21 + "/flavors/{id}/os-extra_specs",
                NovaApi.versioned(r -> Response.wrapped(
                        "extra_specs", flavors.get(r.parameter("id")).get("extra_specs"))));
        router.add("POST", V21 + "/flavors/{id}/os-extra_specs", NovaApi.versioned(r -> {
            admin(r, "os_compute_api:os-flavor-extra-specs:create");
            return Response.wrapped("extra_specs", flavors.extraSpecs(r.parameter("id"), r.json("extra_specs")));
        }));
        router.add("DELETE", V21 + "/flavors/{id}/os-extra_specs/{key}", NovaApi.versioned(r -> {
            admin(r, "os_compute_api:os-flavor-extra-specs:delete");
            flavors.removeExtraSpec(r.parameter("id"), r.parameter("key"));
            return Response.empty(200);
        }));
    }

    private Response list(Request request, boolean detail) {
        ArrayNode list = Json.array();
        flavors.all()
                .forEach(f -> list.add(
                        detail
                                ? show(f, request)
                                : Json.object()
                                        .put("id", f.get("id").asString())
                                        .put("name", f.get("name").asString())
                                        .set(
                                                "links",
                                                ServerViews.links(
                                                        request,
                                                        "flavors",
                                                        f.get("id").asString()))));
        return Response.wrapped("flavors", list);
    }

    private static ObjectNode show(ObjectNode flavor, Request request) {
        ObjectNode shown = flavor.deepCopy();
        int minor = Microversion.of(request).minor();
        if (minor < 61) {
            shown.remove("extra_specs");
        }
        if (minor < 55) {
            shown.remove("description");
        }
        if (minor < 75 && shown.get("swap").asInt() == 0) {
            shown.put("swap", "");
        }
        return shown.set(
                "links", ServerViews.links(request, "flavors", flavor.get("id").asString()));
    }

    private void keyPairs(Router router) {
        String path = V21 + "/os-keypairs";
        router.add("GET", path, NovaApi.versioned(r -> {
            ArrayNode list = Json.array();
            keys.all(r.caller().userId()).forEach(k -> list.addObject().set("keypair", brief(k, r)));
            return Response.wrapped("keypairs", list);
        }));
        router.add("POST", path, NovaApi.versioned(r -> {
            ObjectNode made = keys.create(r.caller().userId(), r.json("keypair"));
            ObjectNode shown = brief(made, r).put("user_id", made.get("user_id").asString());
            Json.text(made, "private_key").ifPresent(k -> shown.put("private_key", k));
            return Response.wrapped(Microversion.of(r).minor() < 2 ? 200 : 201, "keypair", shown);
        }));
        router.add("GET", path + "/{name}", NovaApi.versioned(r -> {
            ObjectNode shown =
                    keys.get(r.caller().userId(), r.parameter("name")).deepCopy();
            shown.put("id", 1).putNull("updated_at").putNull("deleted_at");
            return Response.wrapped("keypair", shown);
        }));
        router.add("DELETE", path + "/{name}", NovaApi.versioned(r -> {
            keys.delete(r.caller().userId(), r.parameter("name"));
            return Response.empty(Microversion.of(r).minor() < 2 ? 202 : 204);
        }));
    }

    private static ObjectNode brief(ObjectNode key, Request request) {
        ObjectNode shown = Json.object()
                .put("name", key.get("name").asString())
                .put("public_key", key.get("public_key").asString())
                .put("fingerprint", key.get("fingerprint").asString());
        return Microversion.of(request).minor() < 2
                ? shown
                : shown.put("type", key.get("type").asString());
    }

    private void serverGroups(Router router) {
        String path = V21 + "/os-server-groups";
        router.add("GET", path, NovaApi.versioned(r -> {
            ArrayNode list = Json.array();
            groups.all(r.caller().projectId()).forEach(g -> list.add(ServerGroups.show(g, Microversion.of(r))));
            return Response.wrapped("server_groups", list);
        }));
        router.add(
                "POST",
                path,
                NovaApi.versioned(r -> Response.wrapped(
                        "server_group",
                        ServerGroups.show(
                                groups.create(r.caller().projectId(), r.caller().userId(), r.json("server_group")),
                                Microversion.of(r)))));
        router.add(
                "GET",
                path + "/{id}",
                NovaApi.versioned(r -> Response.wrapped(
                        "server_group", ServerGroups.show(groups.get(r.parameter("id")), Microversion.of(r)))));
        router.add("DELETE", path + "/{id}", NovaApi.versioned(r -> {
            groups.delete(r.parameter("id"));
            return Response.empty(204);
        }));
    }

    private static void admin(Request request, String action) {
        if (!request.caller().admin()) {
            throw ApiException.forbidden("Policy doesn't allow " + action + " to be performed.");
        }
    }

    private ObjectNode limits(String project) {
        ObjectNode absolute = quotas.limits(project);
        for (String name : List.of(
                "maxServerMeta",
                "maxPersonality",
                "maxImageMeta",
                "maxPersonalitySize",
                "maxTotalKeypairs",
                "maxServerGroups",
                "maxServerGroupMembers")) {
            absolute.put(name, -1);
        }
        absolute.put("totalServerGroupsUsed", 0);
        return Json.object().set("rate", Json.array()).set("absolute", absolute);
    }

    private static ObjectNode version(Request request) {
        ObjectNode version = Json.object()
                .put("id", "v2.1")
                .put("status", "CURRENT")
                .put("version", "2." + Microversion.LATEST)
                .put("min_version", "2.1")
                .put("updated", "2013-07-23T11:33:21Z");
        version.putArray("links").addObject().put("rel", "self").put("href", request.root() + V21 + "/");
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.compute+json;version=2.1");
        return version;
    }
}
