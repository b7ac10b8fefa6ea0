package dev.davit.lab.glance;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Listing;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Glance v2 under /image. */
public final class GlanceApi {
    private static final String V2 = "/image/v2";
    private static final int DEFAULT_PAGE = 25;
    private static final Set<String> NOT_FILTERS =
            Set.of("tag", "size_min", "size_max", "member_status", "visibility", "name");
    private final Images images;

    public GlanceApi(Images images) {
        this.images = images;
    }

    public void routes(Router router) {
        router.open("GET", "/image", r -> Response.json(300, versions(r)));
        router.open("GET", "/image/versions", r -> Response.ok(versions(r)));
        router.open("GET", V2, r -> Response.ok(versions(r)));
        router.add("GET", V2 + "/images", this::list);
        router.add("POST", V2 + "/images", r -> {
            ObjectNode image = images.create(r.caller(), r.json());
            return Response.json(201, image)
                    .with(
                            "Location",
                            r.root() + V2 + "/images/" + image.get("id").asString());
        });
        router.add("GET", V2 + "/images/{id}", r -> Response.ok(visible(r)));
        router.add("PATCH", V2 + "/images/{id}", r -> {
            ObjectNode patched = JsonPatch.apply(own(r), r.tree());
            Images.checkVisibility(
                    r.caller(),
                    Json.text(patched, "visibility", "").equals(Json.text(visible(r), "visibility", ""))
                            ? "private"
                            : Json.text(patched, "visibility", ""));
            return Response.ok(images.change(r.parameter("id"), patched));
        });
        router.add("DELETE", V2 + "/images/{id}", r -> {
            images.delete(own(r).get("id").asString());
            return Response.empty(204);
        });
        router.add("PUT", V2 + "/images/{id}/file", this::upload);
        router.add("GET", V2 + "/images/{id}/file", this::download);
        router.add("PUT DELETE", V2 + "/images/{id}/tags/{tag}", this::tag);
        router.add("GET", V2 + "/images/{id}/members", r -> {
            visible(r);
            return Response.ok(
                    Json.object().put("schema", "/v2/schemas/members").set("members", Json.array()));
        });
        router.add("GET", V2 + "/schemas/{name}", r -> Response.ok(Schemas.of(r.parameter("name"))));
        router.add(
                "GET",
                V2 + "/info/import",
                r -> Response.wrapped(
                        "import-methods",
                        Json.object()
                                .put("type", "array")
                                .put("description", "Import methods available.")
                                .set("value", Json.array())));
    }

    private Response list(Request request) {
        Map<String, List<String>> filters = new LinkedHashMap<>(request.query());
        filters.keySet().removeAll(NOT_FILTERS);
        List<ObjectNode> seen = images.all().stream()
                .filter(i -> request.caller().admin()
                        || Images.visible(request.caller().projectId(), i))
                .filter(i -> request.query("os_hidden").isPresent()
                        || !i.get("os_hidden").asBoolean())
                .filter(i -> request.query("visibility")
                        .map(v ->
                                v.equals("all") || v.equals(i.get("visibility").asString()))
                        .orElse(true))
                .filter(i -> request.query("name").map(n -> named(i, n)).orElse(true))
                .filter(i ->
                        request.query().getOrDefault("tag", List.of()).stream().allMatch(t -> tags(i).contains(t)))
                .toList();
        List<ObjectNode> found =
                new ArrayList<>(Listing.page(Listing.filter(seen, filters), request, "created_at", "desc"));
        int limit = Math.min(1000, request.query("limit").map(Integer::parseInt).orElse(DEFAULT_PAGE));
        boolean more = found.size() > limit || request.query("limit").isPresent() && found.size() == limit && limit > 0;
        List<ObjectNode> page = found.subList(0, Math.min(limit, found.size()));
        ObjectNode body = Json.object().set("images", Listing.array(page));
        body.put("first", "/v2/images").put("schema", "/v2/schemas/images");
        if (more) {
            body.put("next", next(request, page.getLast().get("id").asString()));
        }
        return Response.ok(body);
    }

    private static String next(Request request, String marker) {
        StringBuilder next = new StringBuilder("/v2/images?marker=").append(marker);
        request.query()
                .forEach((name, values) -> values.forEach(v -> {
                    if (!name.equals("marker")) {
                        next.append('&').append(name).append('=').append(URLEncoder.encode(v, StandardCharsets.UTF_8));
                    }
                }));
        return next.toString();
    }

    private static boolean named(ObjectNode image, String wanted) {
        String name = Json.text(image, "name", "");
        return wanted.startsWith("in:")
                ? List.of(wanted.substring(3).replace("\"", "").split(",")).contains(name)
                : name.equals(wanted);
    }

    private static List<String> tags(ObjectNode image) {
        List<String> tags = new ArrayList<>();
        image.get("tags").forEach(t -> tags.add(t.asString()));
        return tags;
    }

    private Response upload(Request request) throws Exception {
        String type = request.header("Content-Type").orElse("");
        if (!type.startsWith("application/octet-stream")) {
            throw new ApiException(
                    415, "UnsupportedMediaType", "Content type " + type + " is not application/octet-stream");
        }
        try (InputStream body = request.body()) {
            images.upload(own(request).get("id").asString(), body);
        }
        return Response.empty(204);
    }

    private Response download(Request request) throws Exception {
        ObjectNode image = visible(request);
        Path file = images.file(image.get("id").asString());
        if (!Files.exists(file)) {
            return Response.empty(204);
        }
        Response response =
                new Response(200, Map.of(), new Response.File("application/octet-stream", file, Files.size(file)));
        return response.with("Content-MD5", Json.text(image, "checksum", ""));
    }

    private Response tag(Request request) {
        ObjectNode image = own(request).deepCopy();
        List<String> tags = new ArrayList<>(tags(image));
        boolean had = tags.remove(request.parameter("tag"));
        if (request.method().equals("PUT")) {
            tags.add(request.parameter("tag"));
        } else if (!had) {
            throw ApiException.notFound("Tag " + request.parameter("tag") + " could not be found");
        }
        ArrayNode array = image.putArray("tags");
        tags.forEach(array::add);
        images.change(request.parameter("id"), image);
        return Response.empty(204);
    }

    private ObjectNode visible(Request request) {
        ObjectNode image = images.get(request.parameter("id"));
        if (!request.caller().admin() && !Images.visible(request.caller().projectId(), image)) {
            throw ApiException.notFound("No image found with ID " + request.parameter("id"));
        }
        return image;
    }

    private ObjectNode own(Request request) {
        ObjectNode image = visible(request);
        if (!request.caller().admin()
                && !image.get("owner").asString().equals(request.caller().projectId())) {
            throw ApiException.forbidden("You are not permitted to modify this image.");
        }
        return image;
    }

    private static ObjectNode versions(Request request) {
        ObjectNode version = Json.object().put("id", "v2.16").put("status", "CURRENT");
        version.putArray("links").addObject().put("rel", "self").put("href", request.root() + V2 + "/");
        return Json.object().set("versions", Json.array().add(version));
    }
}
