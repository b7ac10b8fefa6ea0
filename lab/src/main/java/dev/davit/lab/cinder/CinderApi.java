package dev.davit.lab.cinder;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Listing;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder v3 under /volume/v3/{project}. */
public final class CinderApi {
    private static final String V3 = "/volume/v3/{project}";
    private final Volumes volumes;

    public CinderApi(Volumes volumes) {
        this.volumes = volumes;
    }

    public void routes(Router router) {
        router.open("GET", "/volume", r -> Response.json(300, versions(r)));
        router.open("GET", "/volume/v3", r -> Response.ok(versions(r)));
        router.add(
                "POST",
                V3 + "/volumes",
                r -> Response.wrapped(
                        202,
                        "volume",
                        shown(volumes.create(r.caller().projectId(), r.caller().userId(), r.json("volume")))));
        router.add("GET", V3 + "/volumes", r -> list(r, false));
        router.add("GET", V3 + "/volumes/detail", r -> list(r, true));
        router.add("GET", V3 + "/volumes/{id}", r -> Response.wrapped("volume", shown(own(r))));
        router.add("PUT", V3 + "/volumes/{id}", r -> {
            String id = own(r).get("id").asString();
            return Response.wrapped("volume", shown(volumes.update(id, r.json("volume"))));
        });
        router.add("DELETE", V3 + "/volumes/{id}", r -> {
            volumes.delete(own(r).get("id").asString());
            return Response.empty(202);
        });
        router.add("POST", V3 + "/volumes/{id}/action", this::action);
        router.add(
                "GET",
                V3 + "/types",
                r -> Response.wrapped("volume_types", Json.array().add(type())));
        router.add("GET", V3 + "/types/{id}", r -> Response.wrapped("volume_type", type()));
        router.add("GET", V3 + "/limits", r -> Response.wrapped("limits", limits()));
        router.add("GET", V3 + "/snapshots", r -> Response.wrapped("snapshots", Json.array()));
        router.add("GET", V3 + "/snapshots/detail", r -> Response.wrapped("snapshots", Json.array()));
    }

    private Response action(Request request) {
        String id = own(request).get("id").asString();
        ObjectNode body = request.json();
        if (!body.has("os-extend")) {
            throw ApiException.badRequest("There is no such action: " + body.propertyNames());
        }
        volumes.extend(id, body.get("os-extend").path("new_size").asInt(0));
        return Response.empty(202);
    }

    private Response list(Request request, boolean detail) {
        List<ObjectNode> seen = request.caller().admin() && request.flag("all_tenants")
                ? volumes.all()
                : volumes.all(request.caller().projectId());
        Map<String, List<String>> filters = new LinkedHashMap<>(request.query());
        filters.keySet().removeAll(List.of("project_id", "with_count"));
        ArrayNode list = Json.array();
        for (ObjectNode volume : Listing.page(Listing.filter(seen, filters), request, "created_at", "desc")) {
            list.add(
                    detail
                            ? shown(volume)
                            : Json.object()
                                    .put("id", volume.get("id").asString())
                                    .put("name", volume.get("name").asString())
                                    .set("links", Json.array()));
        }
        return Response.wrapped("volumes", list);
    }

    private ObjectNode own(Request request) {
        ObjectNode volume = volumes.get(request.parameter("id"));
        if (!request.caller().admin()
                && !volume.get("os-vol-tenant-attr:tenant_id")
                        .asString()
                        .equals(request.caller().projectId())) {
            throw ApiException.notFound("Volume " + request.parameter("id") + " could not be found.");
        }
        return volume;
    }

    private static ObjectNode shown(ObjectNode volume) {
        return volume.deepCopy().set("links", Json.array());
    }

    private static ObjectNode type() {
        return Json.object()
                .put("id", Ids.fixedUuid("volume-type:lvmdriver-1"))
                .put("name", "lvmdriver-1")
                .put("is_public", true)
                .put("description", "")
                .put("qos_specs_id", (String) null)
                .set("extra_specs", Json.object());
    }

    private static ObjectNode limits() {
        ObjectNode absolute = Json.object()
                .put("maxTotalVolumes", -1)
                .put("maxTotalVolumeGigabytes", -1)
                .put("maxTotalSnapshots", -1)
                .put("maxTotalBackups", -1)
                .put("maxTotalBackupGigabytes", -1)
                .put("totalVolumesUsed", 0)
                .put("totalGigabytesUsed", 0)
                .put("totalSnapshotsUsed", 0)
                .put("totalBackupsUsed", 0)
                .put("totalBackupGigabytesUsed", 0);
        return Json.object().set("rate", Json.array()).set("absolute", absolute);
    }

    private static ObjectNode versions(Request request) {
        ObjectNode version = Json.object()
                .put("id", "v3.0")
                .put("status", "CURRENT")
                .put("version", "3.70")
                .put("min_version", "3.0")
                .put("updated", "2022-08-31T00:00:00Z");
        version.putArray("links").addObject().put("rel", "self").put("href", request.root() + "/volume/v3/");
        return Json.object().set("versions", Json.array().add(version));
    }
}
