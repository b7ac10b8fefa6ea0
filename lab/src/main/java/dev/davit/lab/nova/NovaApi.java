package dev.davit.lab.nova;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Handler;
import dev.davit.lab.http.Listing;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import dev.davit.lab.neutron.Neutron;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova 2.1 under /compute: the servers. What else Nova has is in {@link NovaCatalogApi}. */
public final class NovaApi {
    static final String V21 = "/compute/v2.1";
    private static final List<String> NOT_FILTERS = List.of(
            "deleted",
            "changes-since",
            "changes-before",
            "ip",
            "ip6",
            "reservation_id",
            "host",
            "project_id",
            "tenant_id",
            "locked",
            "name");
    private final Servers servers;
    private final ServerViews views;
    private final Neutron neutron;

    public NovaApi(Servers servers, ServerViews views, Neutron neutron) {
        this.servers = servers;
        this.views = views;
        this.neutron = neutron;
    }

    public void routes(Router router) {
        String one = V21 + "/servers/{id}";
        router.add("GET", V21 + "/servers", versioned(r -> list(r, false)));
        router.add("GET", V21 + "/servers/detail", versioned(r -> list(r, true)));
        router.add("POST", V21 + "/servers", versioned(this::create));
        router.add("GET", one, versioned(r -> Response.wrapped("server", views.full(own(r), r, Microversion.of(r)))));
        router.add("PUT", one, versioned(r -> {
            String id = own(r).get("id").asString();
            return Response.wrapped("server", views.full(servers.update(id, r.json("server")), r, Microversion.of(r)));
        }));
        router.add("DELETE", one, versioned(this::delete));
        router.add("POST", one + "/action", versioned(this::action));
        router.add(
                "GET",
                one + "/ips",
                versioned(r -> Response.wrapped(
                        "addresses", views.addresses(own(r).get("id").asString()))));
        router.add("GET", one + "/metadata", versioned(r -> Response.wrapped("metadata", own(r).get("metadata"))));
        router.add("POST PUT", one + "/metadata", versioned(r -> {
            ObjectNode metadata = r.method().equals("PUT")
                    ? Json.object()
                    : (ObjectNode) own(r).get("metadata").deepCopy();
            metadata.setAll(r.json("metadata"));
            servers.update(own(r).get("id").asString(), Json.object().set("metadata", metadata));
            return Response.wrapped("metadata", metadata);
        }));
        router.add("GET", one + "/os-interface", versioned(this::interfaces));
        router.add(
                "GET",
                one + "/os-security-groups",
                versioned(r -> Response.wrapped("security_groups", own(r).get("security_groups"))));
        String attachments = one + "/os-volume_attachments";
        router.add("GET", attachments, versioned(r -> {
            ObjectNode server = own(r);
            ArrayNode list = Json.array();
            server.get("volumes")
                    .forEach(d ->
                            list.add(ServerViews.attachment(server.get("id").asString(), d)));
            return Response.wrapped("volumeAttachments", list);
        }));
        router.add("POST", attachments, versioned(r -> {
            ObjectNode wish = r.json("volumeAttachment");
            return Response.wrapped(
                    "volumeAttachment",
                    servers.attach(
                            own(r).get("id").asString(),
                            Json.text(wish, "volumeId", ""),
                            Json.text(wish, "device", "")));
        }));
        router.add("DELETE", attachments + "/{volume}", versioned(r -> {
            servers.detach(own(r).get("id").asString(), r.parameter("volume"));
            return Response.empty(202);
        }));
    }

    /** Answers with the microversion's headers. */
    static Handler versioned(Handler handler) {
        return request -> {
            Microversion version = Microversion.of(request);
            return handler.handle(request)
                    .with("OpenStack-API-Version", "compute " + version)
                    .with("X-OpenStack-Nova-API-Version", version.toString())
                    .with("Vary", "OpenStack-API-Version, X-OpenStack-Nova-API-Version");
        };
    }

    private Response list(Request request, boolean detail) {
        boolean everywhere = request.caller().admin() && request.flag("all_tenants");
        Map<String, List<String>> filters = new LinkedHashMap<>(request.query());
        filters.keySet().removeAll(NOT_FILTERS);
        List<ObjectNode> seen = servers.all().stream()
                .filter(s -> everywhere
                        || s.get("project_id")
                                .asString()
                                .equals(request.caller().projectId()))
                .filter(s -> request.query("name")
                        .map(n -> s.get("name").asString().matches(".*(" + n + ").*"))
                        .orElse(true))
                .toList();
        ArrayNode list = Json.array();
        for (ObjectNode server : Listing.page(Listing.filter(seen, filters), request, "created", "desc")) {
            list.add(
                    detail
                            ? views.full(server, request, Microversion.of(request))
                            : ServerViews.brief(server, request));
        }
        return Response.wrapped("servers", list);
    }

    private Response create(Request request) {
        ObjectNode body = request.json();
        ServerWish wish = ServerRequests.read(
                body, request.json(body, "server"), request.caller().projectId(), neutron);
        Servers.Accepted accepted;
        try {
            accepted = servers.create(request.caller(), wish);
        } catch (ApiException e) {
            // Nova calls a missing part of a request bad input, not a missing resource.
            throw e.status() == 404 ? ApiException.badRequest(e.getMessage()) : e;
        }
        Thread.ofVirtual().name("boot-" + accepted.id()).start(accepted.boot());
        ObjectNode answer = Json.object()
                .put("id", accepted.id())
                .put(
                        "adminPass",
                        Json.text(body.get("server"), "adminPass")
                                .orElseGet(() -> accepted.id().replace("-", "").substring(0, 12)))
                .put("OS-DCF:diskConfig", "MANUAL");
        answer.set("links", ServerViews.links(request, "servers", accepted.id()));
        answer.set("security_groups", servers.get(accepted.id()).get("security_groups"));
        return Response.wrapped(202, "server", answer)
                .with("Location", request.root() + V21 + "/servers/" + accepted.id());
    }

    private Response delete(Request request) {
        String id = own(request).get("id").asString();
        Thread.ofVirtual().name("delete-" + id).start(() -> servers.delete(id));
        return Response.empty(204);
    }

    private Response action(Request request) {
        String id = own(request).get("id").asString();
        ObjectNode body = request.json();
        String action = body.propertyNames().stream().findFirst().orElse("");
        switch (action) {
            case "os-start" -> servers.power(id, true);
            case "os-stop" -> servers.power(id, false);
            case "reboot" -> servers.reboot(id);
            case "os-getConsoleOutput" -> {
                return Response.ok(Json.object()
                        .put(
                                "output",
                                servers.console(
                                        id, body.get(action).path("length").asInt(100))));
            }
            default -> throw ApiException.badRequest("There is no such action: " + action);
        }
        return Response.empty(202);
    }

    private Response interfaces(Request request) {
        ArrayNode list = Json.array();
        for (ObjectNode port : neutron.ports().of(own(request).get("id").asString())) {
            ObjectNode shown = list.addObject()
                    .put("port_id", port.get("id").asString())
                    .put("net_id", port.get("network_id").asString())
                    .put("mac_addr", port.get("mac_address").asString())
                    .put("port_state", port.get("status").asString());
            shown.set("fixed_ips", port.get("fixed_ips"));
        }
        return Response.wrapped("interfaceAttachments", list);
    }

    private ObjectNode own(Request request) {
        String id = request.parameter("id");
        ObjectNode server = servers.get(id);
        JsonNode project = server.get("project_id");
        if (!request.caller().admin()
                && !project.asString().equals(request.caller().projectId())) {
            throw ApiException.notFound("Instance " + id + " could not be found.");
        }
        return server;
    }
}
