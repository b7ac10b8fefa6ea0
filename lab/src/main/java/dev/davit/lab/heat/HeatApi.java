package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.ParameterSchema;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Handler;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Heat v1 under /heat/v1/{project}: what is not about one stack. */
final class HeatApi {
    static final String PREFIX = "/heat/v1/{project}";
    private final Stacks stacks;
    private final Validator validator;
    private final ResourceTypes types;

    HeatApi(Stacks stacks, Validator validator, ResourceTypes types) {
        this.stacks = stacks;
        this.validator = validator;
        this.types = types;
    }

    /** Checks the path's project, and answers template errors as bad requests. */
    static Handler handler(Handler handler) {
        return request -> {
            if (!request.caller().projectId().equals(request.parameter("project"))
                    && !request.caller().admin()) {
                throw ApiException.forbidden("Access was denied to this resource.");
            }
            try {
                return handler.handle(request);
            } catch (HotException e) {
                throw (ApiException) new ApiException(400, e.kind(), e.getMessage()).initCause(e);
            }
        };
    }

    void routes(Router router) {
        router.open("GET", "/heat", r -> Response.json(300, versions(r)));
        router.open("GET", "/heat/v1", r -> Response.json(300, versions(r)));
        router.add("POST", PREFIX + "/validate", handler(this::validate));
        router.add("GET", PREFIX + "/build_info", handler(r -> {
            ObjectNode info = Json.object();
            info.putObject("api").put("revision", "lab");
            info.putObject("engine").put("revision", "lab");
            return Response.ok(info);
        }));
        router.add("GET", PREFIX + "/resource_types", handler(r -> {
            ArrayNode list = Json.array();
            types.names().stream().sorted().forEach(list::add);
            return Response.wrapped("resource_types", list);
        }));
        router.add("GET", PREFIX + "/template_versions", handler(r -> {
            ArrayNode list = Json.array();
            for (String version :
                    List.of("2013-05-23", "2015-10-15", "2016-10-14", "2018-08-31", "2021-04-16", "wallaby")) {
                list.addObject()
                        .put("version", "heat_template_version." + version)
                        .put("type", "hot")
                        .putArray("aliases");
            }
            return Response.wrapped("template_versions", list);
        }));
    }

    private Response validate(Request request) {
        StackRequest wish = StackRequest.read(request.json());
        Blueprint blueprint = wish.blueprint();
        Map<String, Object> given = new LinkedHashMap<>(blueprint.given());
        boolean complete = blueprint.template().parameters().values().stream()
                .allMatch(p -> p.fallback().isPresent()
                        || given.containsKey(p.name())
                        || blueprint.defaults().containsKey(p.name()));
        if (complete) {
            validator.check(
                    request.caller(), blueprint, stacks.parameters(blueprint, request.caller(), "validate", ""));
        }
        ObjectNode answer =
                Json.object().put("Description", blueprint.template().description());
        ObjectNode parameters = answer.putObject("Parameters");
        blueprint.template().parameters().values().forEach(p -> parameters.set(p.name(), show(p)));
        ObjectNode environment = (ObjectNode) Json.toNode(blueprint.environment());
        environment.set("parameters", Json.toNode(given));
        answer.set("Environment", environment);
        return Response.ok(answer);
    }

    private static ObjectNode show(ParameterSchema schema) {
        Map<String, String> kinds = Map.of(
                "string",
                "String",
                "number",
                "Number",
                "boolean",
                "Boolean",
                "json",
                "Json",
                "comma_delimited_list",
                "CommaDelimitedList");
        ObjectNode shown = Json.object()
                .put("Type", kinds.get(schema.type()))
                .put("Description", schema.description())
                .put("NoEcho", Boolean.toString(schema.hidden()))
                .put("Label", schema.label());
        schema.fallback().ifPresent(f -> shown.set("Default", Json.toNode(f)));
        schema.constraints().forEach(c -> {
            if (c.containsKey("allowed_values")) {
                shown.set("AllowedValues", Json.toNode(c.get("allowed_values")));
            }
            if (c.containsKey("custom_constraint")) {
                shown.set("CustomConstraint", Json.toNode(c.get("custom_constraint")));
            }
        });
        return shown;
    }

    private static ObjectNode versions(Request request) {
        ObjectNode version = Json.object().put("id", "v1.0").put("status", "CURRENT");
        version.putArray("links").addObject().put("rel", "self").put("href", request.root() + "/heat/v1/");
        return Json.object().set("versions", Json.array().add(version));
    }
}
