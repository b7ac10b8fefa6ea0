package dev.davit.server.rest.vim;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.QueryParameters;
import dev.davit.server.rest.http.Route;
import dev.davit.server.vims.VimRegistry;
import dev.davit.server.vims.VimUsage;
import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** /v1.0/vims, with and without {@code .json} at the end of the path. */
public final class VimRoutes {
    private static final String ALL = "/v1.0/vims";
    private static final String ONE = ALL + "/{id}";

    private final VimRegistry vims;
    private final VimUsage usage;

    public VimRoutes(VimRegistry vims, VimUsage usage) {
        this.vims = vims;
        this.usage = usage;
    }

    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (String suffix : List.of(".json", "")) {
            routes.add(Route.change(Method.POST, ALL + suffix, this::register));
            routes.add(Route.read(ALL + suffix, this::list));
            routes.add(Route.read(ONE + suffix, r -> wrapped(200, vims.get(r.caller(), r.id()))));
            routes.add(Route.change(Method.PUT, ONE + suffix, this::change));
            routes.add(Route.change(Method.DELETE, ONE + suffix, this::delete));
        }
        return routes;
    }

    private Answer register(ApiRequest request) {
        return wrapped(201, vims.register(VimParser.registration(request.json(), request.caller())));
    }

    private Answer change(ApiRequest request) {
        UUID id = request.id();
        RegisteredVim old = vims.get(request.caller(), id);
        refuseWhenUsed(old, "changed");
        return wrapped(200, vims.change(request.caller(), id, VimParser.change(request.json(), old)));
    }

    private Answer delete(ApiRequest request) {
        refuseWhenUsed(vims.get(request.caller(), request.id()), "removed");
        vims.delete(request.caller(), request.id());
        return Answer.noContent();
    }

    private void refuseWhenUsed(RegisteredVim vim, String what) {
        if (usage.isUsed(vim.id())) {
            throw new ProblemException(ProblemDetails.conflict("VIM " + vim.name() + " (" + vim.id()
                    + ") has resources of VNF instances and cannot be " + what + "; terminate them first."));
        }
    }

    /** Any attribute is an equality filter; fields says which attributes to show. */
    private Answer list(ApiRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var array = body.putArray("vims");
        List<String> fields = request.query().list("fields");
        for (RegisteredVim vim : vims.list(request.caller())) {
            ObjectNode json = VimView.json(vim);
            if (matches(json, request.query())) {
                array.add(fields.isEmpty() ? json : json.retain(fields));
            }
        }
        return Answer.ok(body);
    }

    private static boolean matches(ObjectNode json, QueryParameters query) {
        return query.all().stream().filter(p -> !p.name().equals("fields")).allMatch(p -> {
            JsonNode value = json.get(p.name());
            String wanted = p.value().orElse("");
            return value != null
                    && !value.isContainer()
                    && (value.isBoolean()
                            ? value.asString().equalsIgnoreCase(wanted)
                            : value.asString().equals(wanted));
        });
    }

    private static Answer wrapped(int status, RegisteredVim vim) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("vim", VimView.json(vim));
        return new Answer.Json(status, body, java.util.Map.of());
    }
}
