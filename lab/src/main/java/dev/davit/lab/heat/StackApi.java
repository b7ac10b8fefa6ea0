package dev.davit.lab.heat;

import dev.davit.lab.hot.Parameters;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Heat's stacks: create, list, show, update, delete, template, outputs. */
final class StackApi {
    private static final int MAX_STACKS = 512;
    private static final StackOptions DEFAULTS = new StackOptions(true, 0, List.of());
    private final Stacks stacks;
    private final Engine engine;
    private final Validator validator;
    private final HeatViews views;
    private final StackFinder finder;

    StackApi(Stacks stacks, Engine engine, Validator validator, HeatViews views, StackFinder finder) {
        this.stacks = stacks;
        this.engine = engine;
        this.validator = validator;
        this.views = views;
        this.finder = finder;
    }

    void routes(Router router) {
        String all = HeatApi.PREFIX + "/stacks";
        String one = all + "/{name}/{id}";
        router.add("POST", all, HeatApi.handler(this::create));
        router.add("GET", all, HeatApi.handler(this::list));
        router.add("GET", all + "/detail", HeatApi.handler(this::list));
        router.add("GET POST PUT PATCH DELETE", all + "/{name}", HeatApi.handler(r -> finder.redirect(r, "")));
        for (String part : List.of("resources", "events", "template", "actions", "environment", "files", "outputs")) {
            router.add("GET POST", all + "/{name}/" + part, HeatApi.handler(r -> finder.redirect(r, "/" + part)));
        }
        router.add(
                "GET",
                one,
                HeatApi.handler(r -> Response.wrapped(
                        "stack",
                        views.full(
                                r.root(),
                                finder.find(r),
                                r.query("resolve_outputs")
                                        .map(v -> v.equalsIgnoreCase("true"))
                                        .orElse(true)))));
        router.add("PUT", one, HeatApi.handler(r -> update(r, false)));
        router.add("PATCH", one, HeatApi.handler(r -> update(r, true)));
        router.add("DELETE", one, HeatApi.handler(this::delete));
        router.add(
                "GET",
                one + "/template",
                HeatApi.handler(r -> Response.ok(
                        Json.toNode(finder.find(r).blueprint().template().raw()))));
        router.add(
                "GET",
                one + "/files",
                HeatApi.handler(
                        r -> Response.ok(Json.toNode(finder.find(r).blueprint().files()))));
        router.add("GET", one + "/environment", HeatApi.handler(this::environment));
        router.add("GET", one + "/outputs", HeatApi.handler(this::outputs));
        router.add("GET", one + "/outputs/{key}", HeatApi.handler(this::output));
    }

    private Response create(Request request) {
        ObjectNode body = request.json();
        String name =
                Json.text(body, "stack_name").orElseThrow(() -> ApiException.badRequest("No stack name specified"));
        if (!name.matches("[A-Za-z][\\w.-]{0,254}")) {
            throw new ApiException(
                    400,
                    "StackValidationFailed",
                    "Invalid stack name " + name
                            + " must contain only alphanumeric or \"_-.\" characters, must start with alpha and must be 255 characters or less.");
        }
        Caller caller = request.caller();
        if (stacks.named(caller.projectId(), name).isPresent()) {
            throw new ApiException(409, "StackExists", "The Stack (" + name + ") already exists.");
        }
        StackRequest wish = StackRequest.read(body);
        Blueprint blueprint = wish.blueprint();
        String id = Ids.uuid();
        Parameters parameters = stacks.parameters(blueprint, caller, name, id);
        validator.check(caller, blueprint, parameters);
        requireTrust(caller);
        Stack stack = new Stack(
                id, name, caller, Optional.empty(), Instant.now(), blueprint, parameters, wish.options(DEFAULTS));
        stacks.addNew(stack, MAX_STACKS);
        engine.create(stack);
        ObjectNode shown = Json.object().put("id", id);
        shown.putArray("links")
                .addObject()
                .put("href", HeatViews.url(request.root(), stack))
                .put("rel", "self");
        return Response.wrapped(201, "stack", shown).with("Location", HeatViews.url(request.root(), stack));
    }

    /** Heat makes a trust for each stack, which Keystone refuses to application credentials; Heat 19 then says no more than this. */
    private static void requireTrust(Caller caller) {
        if (caller.delegated()) {
            throw new ApiException(500, "RemoteError", "");
        }
    }

    private Response update(Request request, boolean existing) {
        Stack stack = finder.find(request);
        if (stack.gone() || stack.action().equals("DELETE")) {
            throw new ApiException(400, "NotSupported", "Updating a stack when it is being deleted is not supported.");
        }
        StackRequest wish = StackRequest.read(request.json());
        Blueprint blueprint = existing ? wish.over(stack.blueprint()) : wish.blueprint();
        Parameters parameters = stacks.parameters(blueprint, stack.owner(), stack.name(), stack.id());
        validator.check(stack.owner(), blueprint, parameters);
        engine.update(stack, () -> stack.redefine(blueprint, parameters, wish.options(stack.options())));
        return Response.json(202, Json.toNode(null));
    }

    private Response delete(Request request) {
        Stack stack = finder.find(request);
        if (stack.gone()) {
            throw StackFinder.unknown(request.parameter("name"));
        }
        engine.delete(stack);
        return Response.empty(204);
    }

    private Response list(Request request) {
        boolean everywhere = request.flag("global_tenant") && request.caller().admin();
        List<Stack> found = stacks.all().stream()
                .filter(s -> everywhere
                        || s.owner().projectId().equals(request.caller().projectId()))
                .filter(s -> request.flag("show_nested") || s.parent().isEmpty())
                .filter(s -> request.flag("show_deleted") || !s.gone())
                .filter(s -> matches(request, "name", s.name()) && matches(request, "stack_name", s.name()))
                .filter(s -> matches(request, "id", s.id())
                        && matches(
                                request,
                                "owner_id",
                                s.parent().map(Stack.Parent::stack).orElse("")))
                .filter(s -> matches(request, "action", s.action()))
                .filter(s -> matches(request, "status", s.status())
                        || matches(request, "status", s.action() + "_" + s.status()))
                .filter(s -> request.query("tags")
                        .map(t -> s.options().tags().containsAll(List.of(t.split(","))))
                        .orElse(true))
                .sorted(order(request))
                .toList();
        int from = request.query("marker")
                .map(m -> found.stream().map(Stack::id).toList().indexOf(m) + 1)
                .orElse(0);
        int limit = request.query("limit").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        ArrayNode list = Json.array();
        found.stream().skip(from).limit(limit).forEach(s -> list.add(views.brief(request.root(), s)));
        ObjectNode body = Json.object().set("stacks", list);
        return Response.ok(request.flag("with_count") ? body.put("count", found.size()) : body);
    }

    private static Comparator<Stack> order(Request request) {
        Comparator<Stack> order = switch (request.query("sort_keys").orElse("creation_time")) {
            case "stack_name", "name" -> Comparator.comparing(Stack::name);
            case "stack_status", "status" -> Comparator.comparing(Stack::status);
            default -> Comparator.comparing(Stack::created);
        };
        String direction =
                request.query("sort_dir").orElse(request.query("sort_keys").isPresent() ? "asc" : "desc");
        return direction.startsWith("desc") ? order.reversed() : order;
    }

    private static boolean matches(Request request, String name, String value) {
        return request.query().getOrDefault(name, List.of(value)).contains(value);
    }

    private Response environment(Request request) {
        Blueprint blueprint = finder.find(request).blueprint();
        ObjectNode environment = (ObjectNode) Json.toNode(blueprint.environment());
        ObjectNode parameters = environment.putObject("parameters");
        blueprint
                .given()
                .forEach((name, value) -> parameters.set(
                        name,
                        Json.toNode(blueprint.template().parameters().get(name).hidden() ? "******" : value)));
        environment.withObject("/parameter_defaults");
        environment.withObject("/resource_registry");
        environment.putArray("encrypted_param_names");
        environment.putArray("event_sinks");
        return Response.ok(environment);
    }

    private Response outputs(Request request) {
        ArrayNode list = Json.array();
        finder.find(request)
                .blueprint()
                .template()
                .outputs()
                .forEach((key, output) -> list.addObject()
                        .put("output_key", key)
                        .put(
                                "description",
                                String.valueOf(output.getOrDefault("description", "No description given"))));
        return Response.wrapped("outputs", list);
    }

    private Response output(Request request) {
        Stack stack = finder.find(request);
        String key = request.parameter("key");
        Map<String, Object> output = stack.blueprint().template().outputs().get(key);
        if (output == null) {
            throw new ApiException(404, "NotFound", "Specified output key " + key + " not found.");
        }
        return Response.wrapped("output", views.output(stack, key, output));
    }
}
