package dev.davit.openstack.client;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Reply;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Heat v1. All methods throw {@link CloudException}. */
public final class Heat {
    /** Top stack, AutoScalingGroup, its members, and what packages of their own templates nest below. */
    public static final int ALL_LEVELS = 5;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Cloud cloud;

    Heat(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The stack of that name, if there is one that is not deleted. */
    public Optional<Stack> find(String name) throws InterruptedException {
        var request = Request.get("/stacks").with("name", List.of(name));
        for (JsonNode stack : call(request).json().path("stacks")) {
            var found = Stack.of(stack);
            if (found.ref().name().equals(name) && !found.isDeleted()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Empty when it is unknown, or no more known. */
    public Optional<Stack> show(StackRef stack) throws InterruptedException {
        // Outputs are computed by asking other services; nobody here reads them.
        var request = Request.get(stack.path()).with("resolve_outputs", List.of("false"));
        return unlessNotFound(request).map(r -> Stack.of(r.json().path("stack")));
    }

    public StackRef create(NewStack stack) throws InterruptedException {
        var body = JSON.objectNode();
        body.put("stack_name", stack.name());
        body.set("template", stack.template());
        if (!stack.files().isEmpty()) {
            var files = body.putObject("files");
            stack.files()
                    .forEach((name, nested) ->
                            files.put(name, JsonMapper.shared().writeValueAsString(nested)));
        }
        body.set("parameters", stack.parameters());
        body.put("tags", String.join(",", stack.tags()));
        body.put("timeout_mins", stack.timeoutMinutes());
        // What failed must stay, so that its reason can be read.
        body.put("disable_rollback", true);
        var request = Request.post("/stacks", body);
        String id = call(request).json().path("stack").path("id").asString("");
        if (id.isEmpty()) {
            throw CloudException.unusable(Service.HEAT, request, "the answer names no stack id");
        }
        return new StackRef(stack.name(), id);
    }

    /** Updates with the template and parameters that the stack has, but for the given parameters. Replaces what is marked unhealthy. */
    public void updateExisting(StackRef stack, ObjectNode parameters, int timeoutMinutes) throws InterruptedException {
        var body = JSON.objectNode();
        body.set("parameters", parameters);
        body.put("timeout_mins", timeoutMinutes);
        body.put("disable_rollback", true);
        call(Request.patch(stack.path(), body));
    }

    /** Begins to delete; nothing there is fine. */
    public void delete(StackRef stack) throws InterruptedException {
        unlessNotFound(Request.delete(stack.path()));
    }

    /** The resources of a stack and of those nested in it. */
    public List<StackResource> resources(StackRef stack, int depth) throws InterruptedException {
        var request = Request.get(stack.path() + "/resources").with("nested_depth", List.of(Integer.toString(depth)));
        var resources = new ArrayList<StackResource>();
        call(request).json().path("resources").forEach(r -> resources.add(StackResource.of(r, stack)));
        return resources;
    }

    public Optional<StackResource> resource(StackRef stack, String name) throws InterruptedException {
        return unlessNotFound(Request.get(stack.path() + "/resources" + Request.path(name)))
                .map(r -> StackResource.of(r.json().path("resource"), stack));
    }

    /** Lets the next update replace a resource. */
    public void markUnhealthy(StackRef stack, String resource, String reason) throws InterruptedException {
        var body = JSON.objectNode().put("mark_unhealthy", true).put("resource_status_reason", reason);
        // Marking twice is marking once.
        call(Request.patch(stack.path() + "/resources" + Request.path(resource), body)
                .asRepeatable());
    }

    private Optional<Reply> unlessNotFound(Request request) throws InterruptedException {
        try {
            return Optional.of(call(request));
        } catch (CloudException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Reply call(Request request) throws InterruptedException {
        return cloud.call(Service.HEAT, request);
    }
}
