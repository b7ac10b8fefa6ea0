package dev.davit.lab.heat;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The resources of a stack: list, show, mark unhealthy, signal. */
final class ResourceApi {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceApi.class);
    private static final Set<String> QUERY =
            Set.of("type", "status", "name", "action", "id", "physical_resource_id", "nested_depth", "with_detail");
    private static final int MAX_DEPTH = 5;
    private final Stacks stacks;
    private final Engine engine;
    private final ResourceTypes types;
    private final HeatViews views;
    private final StackFinder finder;

    ResourceApi(Stacks stacks, Engine engine, ResourceTypes types, HeatViews views, StackFinder finder) {
        this.stacks = stacks;
        this.engine = engine;
        this.types = types;
        this.views = views;
        this.finder = finder;
    }

    void routes(Router router) {
        String all = HeatApi.PREFIX + "/stacks/{name}/{id}/resources";
        router.add("GET", all, HeatApi.handler(this::list));
        router.add("GET", all + "/{resource}", HeatApi.handler(r -> {
            Stack stack = finder.find(r);
            return Response.wrapped("resource", views.resource(r.root(), stack, resource(stack, r, false), true));
        }));
        router.add("PATCH", all + "/{resource}", HeatApi.handler(this::markUnhealthy));
        router.add("GET", all + "/{resource}/metadata", HeatApi.handler(r -> {
            Stack stack = finder.find(r);
            return Response.wrapped(
                    "metadata",
                    Json.toNode(Optional.ofNullable(stack.blueprint()
                                    .template()
                                    .resources()
                                    .get(resource(stack, r, false).name()))
                            .map(d -> d.metadata())
                            .orElseThrow()));
        }));
        router.add("POST", all + "/{resource}/signal", HeatApi.handler(this::signal));
    }

    private Response list(Request request) {
        for (String name : request.query().keySet()) {
            if (!QUERY.contains(name)) {
                throw new ApiException(400, "HTTPBadRequest", "Invalid filter parameters ['" + name + "']");
            }
        }
        String depth = request.query("nested_depth").orElse("0");
        if (!depth.matches("\\d{1,4}")) {
            throw new ApiException(400, "HTTPBadRequest", "Only integer is allowed for nested_depth: " + depth);
        }
        ArrayNode list = Json.array();
        add(request, finder.find(request), Math.min(MAX_DEPTH, Integer.parseInt(depth)), list);
        return Response.wrapped("resources", list);
    }

    private void add(Request request, Stack stack, int depth, ArrayNode list) {
        for (StackResource resource : stack.resources()) {
            boolean wanted = matches(request, "type", resource.type())
                    && matches(request, "name", resource.name())
                    && matches(request, "status", resource.status())
                    && matches(request, "action", resource.action())
                    && matches(request, "physical_resource_id", resource.physicalId());
            if (wanted) {
                list.add(views.resource(request.root(), stack, resource, request.flag("with_detail")));
            }
            if (depth > 0) {
                stacks.nested(stack, resource).ifPresent(n -> add(request, n, depth - 1, list));
            }
        }
    }

    private static boolean matches(Request request, String name, String value) {
        return request.query().getOrDefault(name, List.of(value)).contains(value);
    }

    /** By name; by the id of the real thing too where Heat allows that. */
    private StackResource resource(Stack stack, Request request, boolean byId) {
        String name = request.parameter("resource");
        return stack.resource(name)
                .or(() -> stack.resources().stream()
                        .filter(r -> byId && r.physicalId().equals(name))
                        .findFirst())
                .orElseThrow(() -> new ApiException(
                        404,
                        "ResourceNotFound",
                        "The Resource (" + name + ") could not be found in Stack " + stack.name() + "."));
    }

    private Response markUnhealthy(Request request) {
        Stack stack = finder.find(request);
        StackResource resource = resource(stack, request, true);
        ObjectNode body = request.json();
        for (String key : body.propertyNames()) {
            if (!List.of("mark_unhealthy", "resource_status_reason").contains(key)) {
                throw new ApiException(
                        400, "HTTPBadRequest", "Invalid keys in resource mark unhealthy {'" + key + "'}");
            }
        }
        if (!body.has("mark_unhealthy")) {
            throw new ApiException(
                    400, "HTTPBadRequest", "Missing mandatory (mark_unhealthy) key from mark unhealthy request");
        }
        if (resource.status().equals("IN_PROGRESS")) {
            throw new ApiException(
                    409,
                    "ActionInProgress",
                    "Stack " + stack.name() + " already has an action (" + stack.action() + ") in progress.");
        }
        String reason = Json.text(body, "resource_status_reason")
                .filter(r -> !r.isEmpty())
                .orElse("state changed by resource_mark_unhealthy api");
        if (Json.flag(body, "mark_unhealthy", false)) {
            stack.state(resource, "CHECK", "FAILED", reason);
        } else if (resource.unhealthy()) {
            stack.state(resource, "CHECK", "COMPLETE", reason);
        }
        return Response.ok(Json.toNode(null));
    }

    private Response signal(Request request) {
        Stack stack = finder.find(request);
        StackResource resource = resource(stack, request, false);
        JsonNode details = request.tree();
        if (resource.action().equals("DELETE") || stack.gone()) {
            throw new ApiException(400, "NotSupported", "Signal resource during DELETE is not supported.");
        }
        if (!(types.of(stack.blueprint(), resource.type()) instanceof Signalled type)) {
            throw new ApiException(400, "ResourceActionNotSupported", "signal is not supported for resource.");
        }
        engine.beside(stack, operation -> {
            try {
                if (type.signal(new Work(stack, resource, resource.properties(), operation))) {
                    stack.event(resource, "SIGNAL", resource.status(), reason(details));
                }
            } catch (RuntimeException e) {
                // As in Heat, the signal's sender hears nothing of it; the group's stack shows what failed.
                LOG.warn("Signal to {} of stack {} failed: {}", resource.name(), stack.name(), e.getMessage());
            }
        });
        return Response.ok(Json.toNode(null));
    }

    private static String reason(JsonNode details) {
        if (details.isString()) {
            return details.asString();
        }
        if (details.has("previous") && details.has("current") && details.has("reason")) {
            return "alarm state changed from " + details.get("previous").asString() + " to "
                    + details.get("current").asString() + " ("
                    + details.get("reason").asString() + ")";
        }
        return details.isNull() ? "No signal details provided" : "Unknown";
    }
}
