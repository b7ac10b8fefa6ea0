package dev.davit.server.rest.vim;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.server.rest.http.Access;
import dev.davit.server.rest.http.Answer;
import dev.davit.server.rest.http.ApiRequest;
import dev.davit.server.rest.http.QueryParameters;
import dev.davit.server.rest.http.Route;
import dev.davit.server.vims.VimRegistry;
import dev.davit.server.vims.VimUsage;
import io.helidon.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** /v1.0/vims, with and without {@code .json} at the end of the path; and the kubeconfig of a Kubernetes VIM. */
public final class VimRoutes {
    private static final String ALL = "/v1.0/vims";
    private static final String ONE = ALL + "/{id}";
    private static final String KUBECONFIG = "/davit/v1/vims/{id}/kubeconfig";

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
        routes.add(new Route(Method.GET, KUBECONFIG, Access.CHANGE, this::kubeconfig));
        return routes;
    }

    private Answer register(ApiRequest request) {
        return wrapped(201, vims.register(VimParser.registration(request.json(), request.caller())));
    }

    private Answer change(ApiRequest request) {
        UUID id = request.id();
        RegisteredVim old = vims.get(request.caller(), id);
        refuseWhenUsed(old, "changed");
        VimRegistry.Change change = VimParser.change(request.json(), old);
        if (change.changesAccess()) {
            refuseWhenRunByVnf(
                    old, "its name and credentials cannot be changed; the VNF instance keeps them up to date");
        }
        return wrapped(200, vims.change(request.caller(), id, change));
    }

    private Answer delete(ApiRequest request) {
        RegisteredVim vim = vims.get(request.caller(), request.id());
        refuseWhenUsed(vim, "removed");
        refuseWhenRunByVnf(vim, "terminate that VNF instance, and the VIM goes with it");
        vims.delete(request.caller(), request.id());
        return Answer.noContent();
    }

    /** Holds the credentials, so whoever may not change the VIM does not get it; no copy is kept on the way. */
    private Answer kubeconfig(ApiRequest request) {
        RegisteredVim vim = vims.get(request.caller(), request.id());
        return Answer.text("application/yaml", Kubeconfig.yaml(vim).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private void refuseWhenUsed(RegisteredVim vim, String what) {
        List<UUID> users = usage.users(vim.id());
        if (!users.isEmpty()) {
            throw new ProblemException(ProblemDetails.conflict("VIM " + vim.name() + " (" + vim.id()
                    + ") has resources of VNF instances and cannot be " + what + "; terminate them first: VNF instance "
                    + users.stream().limit(10).map(UUID::toString).collect(Collectors.joining(", ")) + "."));
        }
    }

    private void refuseWhenRunByVnf(RegisteredVim vim, String reason) {
        vims.livingOwner(vim.id()).ifPresent(owner -> {
            throw new ProblemException(ProblemDetails.conflict(
                    "VIM " + vim.name() + " (" + vim.id() + ") runs on VNF instance " + owner + "; " + reason + "."));
        });
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
