package dev.davit.lab.heat;

import dev.davit.lab.hot.Functions;
import dev.davit.lab.json.Ids;
import dev.davit.lab.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stacks, resources and events as Heat shows them. */
final class HeatViews {
    private static final Logger LOG = LoggerFactory.getLogger(HeatViews.class);
    private final Stacks stacks;

    HeatViews(Stacks stacks) {
        this.stacks = stacks;
    }

    static String url(String root, Stack stack) {
        return root + "/heat/v1/" + stack.owner().projectId() + "/stacks/" + stack.name() + "/" + stack.id();
    }

    private static ObjectNode link(String rel, String href) {
        return Json.object().put("href", href).put("rel", rel);
    }

    /** As in lists. */
    ObjectNode brief(String root, Stack stack) {
        ObjectNode shown = Json.object().put("id", stack.id());
        shown.putArray("links").add(link("self", url(root, stack)));
        shown.put("stack_name", stack.name())
                .put("description", stack.blueprint().template().description())
                .put("stack_status", stack.action() + "_" + stack.status())
                .put("stack_status_reason", stack.reason())
                .put("creation_time", Ids.seconds(stack.created()))
                .put("updated_time", time(stack.updated()))
                .put("deletion_time", time(stack.deleted()))
                .put("stack_owner", stack.owner().userName())
                .put("parent", stack.parent().map(Stack.Parent::stack).orElse(null))
                .put(
                        "stack_user_project_id",
                        Ids.fixed("stack-user-project:" + stacks.root(stack).id()));
        if (stack.options().tags().isEmpty()) {
            return shown.putNull("tags");
        }
        ArrayNode tags = shown.putArray("tags");
        stack.options().tags().forEach(tags::add);
        return shown;
    }

    private static String time(Optional<Instant> time) {
        return time.map(Ids::seconds).orElse(null);
    }

    ObjectNode full(String root, Stack stack, boolean withOutputs) {
        ObjectNode shown = brief(root, stack);
        shown.putArray("notification_topics");
        shown.putArray("capabilities");
        ObjectNode parameters = shown.putObject("parameters");
        stack.parameters().shown().forEach(parameters::put);
        shown.put("template_description", stack.blueprint().template().description())
                .put("disable_rollback", stack.options().disableRollback());
        if (stack.options().timeoutMinutes() > 0) {
            shown.put("timeout_mins", stack.options().timeoutMinutes());
        } else {
            shown.putNull("timeout_mins");
        }
        if (withOutputs && !stack.gone()) {
            ArrayNode outputs = shown.putArray("outputs");
            stack.blueprint().template().outputs().forEach((name, output) -> outputs.add(output(stack, name, output)));
        }
        return shown;
    }

    ObjectNode output(Stack stack, String name, Map<String, Object> output) {
        ObjectNode shown = Json.object()
                .put("output_key", name)
                .put("description", String.valueOf(output.getOrDefault("description", "No description given")));
        try {
            return shown.set("output_value", Json.toNode(Functions.resolve(output.get("value"), stacks.scope(stack))));
        } catch (RuntimeException e) {
            LOG.debug("Output {} of stack {} has no value", name, stack.name(), e);
            return shown.putNull("output_value").put("output_error", e.getMessage());
        }
    }

    ObjectNode resource(String root, Stack stack, StackResource resource, boolean detail) {
        ObjectNode shown = Json.object()
                .put("resource_name", resource.name())
                .put("logical_resource_id", resource.name())
                .put("physical_resource_id", resource.physicalId())
                .put("resource_type", resource.type())
                .put("resource_status", resource.action() + "_" + resource.status())
                .put("resource_status_reason", resource.reason())
                .put("creation_time", Ids.seconds(resource.created()))
                .put("updated_time", Ids.seconds(resource.updated()));
        ArrayNode links = shown.putArray("links");
        links.add(link("self", url(root, stack) + "/resources/" + resource.name()));
        links.add(link("stack", url(root, stack)));
        stacks.nested(stack, resource).ifPresent(n -> links.add(link("nested", url(root, n))));
        ArrayNode users = shown.putArray("required_by");
        stack.resources().stream()
                .filter(r -> r.needs().contains(resource.name()))
                .forEach(r -> users.add(r.name()));
        stack.parent().ifPresent(p -> shown.put("parent_resource", p.resource()));
        if (detail) {
            shown.put(
                    "description",
                    Optional.ofNullable(stack.blueprint().template().resources().get(resource.name()))
                            .map(d -> d.description())
                            .orElse(""));
            shown.set("attributes", attributes(stack, resource));
        }
        return shown;
    }

    private tools.jackson.databind.JsonNode attributes(Stack stack, StackResource resource) {
        try {
            Object attributes = stacks.scope(stack).attribute(resource.name(), "", java.util.List.of());
            return attributes == null ? Json.object() : Json.toNode(attributes);
        } catch (RuntimeException e) {
            // what was deleted behind Heat's back has no attributes
            LOG.debug("Resource {} of stack {} has no attributes now", resource.name(), stack.name(), e);
            return Json.object();
        }
    }

    ObjectNode event(String root, Stack stack, Event event, boolean detail, Optional<Stack> top) {
        ObjectNode shown = Json.object()
                .put("id", event.id())
                .put("resource_name", event.resource())
                .put("logical_resource_id", event.resource())
                .put("physical_resource_id", event.physicalId())
                .put("resource_status", event.action() + "_" + event.status())
                .put("resource_status_reason", event.reason())
                .put("event_time", Ids.seconds(event.time()));
        String resource = url(root, stack) + "/resources/" + event.resource();
        ArrayNode links = shown.putArray("links");
        links.add(link("self", resource + "/events/" + event.id()));
        links.add(link("resource", resource));
        links.add(link("stack", url(root, stack)));
        top.ifPresent(t -> links.add(link("root_stack", url(root, t))));
        if (detail) {
            shown.put("resource_type", event.type());
            shown.putObject("resource_properties");
        }
        return shown;
    }
}
