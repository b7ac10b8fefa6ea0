package dev.davit.openstack.client;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Reply;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Heat v1. All methods throw {@link CloudException}. */
public final class Heat {
    /** Top stack, AutoScalingGroup, its members, and what packages of their own templates nest below. */
    public static final int ALL_LEVELS = 5;

    /** Keeps the URL below 8 KiB, which all servers accept. */
    private static final int IDS_AT_ONCE = 100;

    private static final String LATEST_EVENTS = "100";

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

    /** Those of these top stacks that are not deleted; one request per hundred. */
    public List<Stack> stacks(List<StackRef> refs) throws InterruptedException {
        var found = new ArrayList<Stack>();
        for (int i = 0; i < refs.size(); i += IDS_AT_ONCE) {
            var ids = refs.subList(i, Math.min(refs.size(), i + IDS_AT_ONCE)).stream()
                    .map(StackRef::id)
                    .toList();
            call(Request.get("/stacks").with("id", ids)).json().path("stacks").forEach(s -> found.add(Stack.of(s)));
        }
        return found;
    }

    public StackRef create(NewStack stack) throws InterruptedException {
        var body = JSON.objectNode();
        body.put("stack_name", stack.name());
        body.set("template", stack.template());
        if (!stack.files().isEmpty()) {
            var files = body.putObject("files");
            stack.files().forEach(files::put);
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

    /** Updates with the template and parameters that the stack has, but for what is given. Replaces what is marked unhealthy. */
    public void update(StackRef stack, StackUpdate update, int timeoutMinutes) throws InterruptedException {
        var body = JSON.objectNode();
        update.template().ifPresent(t -> body.set("template", t));
        if (!update.files().isEmpty()) {
            var files = body.putObject("files");
            update.files().forEach(files::put);
        }
        body.set("parameters", update.parameters());
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

    /** Lets the next update replace a resource, or drop it first when its group shrinks. */
    public void markUnhealthy(StackRef stack, String resource, String reason) throws InterruptedException {
        mark(stack, resource, true, reason);
    }

    /** Takes that back. Changes nothing about a resource that is not marked. */
    public void markHealthy(StackRef stack, String resource, String reason) throws InterruptedException {
        mark(stack, resource, false, reason);
    }

    private void mark(StackRef stack, String resource, boolean unhealthy, String reason) throws InterruptedException {
        var body = JSON.objectNode().put("mark_unhealthy", unhealthy).put("resource_status_reason", reason);
        // Marking twice is marking once.
        call(Request.patch(stack.path() + "/resources" + Request.path(resource), body)
                .asRepeatable());
    }

    /** Signals a scaling policy. Heat answers before it has done anything, and ignores a signal that comes at a bad time. */
    public void signal(StackRef stack, String resource) throws InterruptedException {
        call(Request.post(stack.path() + "/resources" + Request.path(resource) + "/signal", JSON.objectNode()));
    }

    /** How many signals to a resource have been carried out to their end. */
    public int signalsDone(StackRef stack, String resource) throws InterruptedException {
        var request = Request.get(stack.path() + "/resources" + Request.path(resource) + "/events")
                .with("resource_action", List.of("SIGNAL"));
        int done = 0;
        var reply = unlessNotFound(request);
        if (reply.isPresent()) {
            for (JsonNode event : reply.get().json().path("events")) {
                done += event.path("resource_status").asString("").equals("SIGNAL_COMPLETE") ? 1 : 0;
            }
        }
        return done;
    }

    /** The latest failures that Heat noted of a stack and of those nested in it, latest first. */
    public List<StackEvent> failures(StackRef stack) throws InterruptedException {
        var request = Request.get(stack.path() + "/events")
                .with("nested_depth", List.of(Integer.toString(ALL_LEVELS)))
                .with("sort_dir", List.of("desc"))
                .with("limit", List.of(LATEST_EVENTS));
        var failures = new ArrayList<StackEvent>();
        var reply = unlessNotFound(request);
        if (reply.isPresent()) {
            for (JsonNode event : reply.get().json().path("events")) {
                String status = event.path("resource_status").asString("");
                if (status.endsWith("_FAILED")) {
                    failures.add(new StackEvent(
                            event.path("resource_name").asString(""),
                            status,
                            event.path("resource_status_reason").asString("")));
                }
            }
        }
        return failures;
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
