package dev.davit.lab.heat;

import dev.davit.lab.hot.TemplateParser;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes stacks down and reads them back. What was in progress when the lab ended has failed, as after the end of a real engine. */
final class StackSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(StackSnapshots.class);
    private final Stacks stacks;

    StackSnapshots(Stacks stacks) {
        this.stacks = stacks;
    }

    ArrayNode all() {
        ArrayNode all = Json.array();
        stacks.all().stream().filter(s -> !s.gone()).forEach(s -> all.add(write(s)));
        return all;
    }

    private static ObjectNode write(Stack stack) {
        ObjectNode json = Json.object()
                .put("id", stack.id())
                .put("name", stack.name())
                .put("created", stack.created().toString())
                .put("updated", stack.updated().map(Instant::toString).orElse(null))
                .put("action", stack.action())
                .put("status", stack.status())
                .put("reason", stack.reason())
                .put("disableRollback", stack.options().disableRollback())
                .put("timeoutMinutes", stack.options().timeoutMinutes());
        json.set("owner", Json.toNode(stack.owner()));
        json.set("tags", Json.toNode(stack.options().tags()));
        stack.parent().ifPresent(p -> json.set("parent", Json.toNode(p)));
        Blueprint blueprint = stack.blueprint();
        json.set("template", Json.toNode(blueprint.template().raw()));
        json.set("files", Json.toNode(blueprint.files()));
        json.set("environment", Json.toNode(blueprint.environment()));
        json.set("given", Json.toNode(blueprint.given()));
        ArrayNode resources = json.putArray("resources");
        stack.resources().forEach(r -> resources.add(write(r)));
        ArrayNode leftovers = json.putArray("leftovers");
        stack.leftovers().forEach(r -> leftovers.add(write(r)));
        ArrayNode events = json.putArray("events");
        stack.events().forEach(e -> events.add(Json.toNode(e)));
        return json;
    }

    private static ObjectNode write(StackResource resource) {
        ObjectNode json = Json.object()
                .put("name", resource.name())
                .put("type", resource.type())
                .put("uuid", resource.uuid())
                .put("created", resource.created().toString())
                .put("updated", resource.updated().toString())
                .put("physicalId", resource.physicalId())
                .put("action", resource.action())
                .put("status", resource.status())
                .put("reason", resource.reason())
                .put("retain", resource.retain());
        json.set("properties", Json.toNode(resource.properties()));
        json.set("needs", Json.toNode(resource.needs()));
        json.set("data", Json.toNode(new HashMap<>(resource.data())));
        return json;
    }

    void restore(JsonNode all) {
        for (JsonNode json : all) {
            try {
                stacks.add(read(json));
            } catch (RuntimeException e) {
                LOG.error("Stack {} of the snapshot cannot be read; it is left out", Json.text(json, "name", "?"), e);
            }
        }
    }

    private Stack read(JsonNode json) {
        Map<String, String> files = new HashMap<>();
        json.get("files")
                .properties()
                .forEach(f -> files.put(f.getKey(), f.getValue().asString()));
        Blueprint blueprint = new Blueprint(
                TemplateParser.parse(Work.map(Json.toJava(json.get("template")))),
                files,
                Work.map(Json.toJava(json.get("environment"))),
                Work.map(Json.toJava(json.get("given"))));
        Caller owner = Json.MAPPER.treeToValue(json.get("owner"), Caller.class);
        List<String> tags =
                json.get("tags").valueStream().map(JsonNode::asString).toList();
        Optional<Stack.Parent> parent = json.has("parent")
                ? Optional.of(Json.MAPPER.treeToValue(json.get("parent"), Stack.Parent.class))
                : Optional.empty();
        String id = json.get("id").asString();
        String name = json.get("name").asString();
        Stack stack = new Stack(
                id,
                name,
                owner,
                parent,
                Instant.parse(json.get("created").asString()),
                blueprint,
                stacks.parameters(blueprint, owner, name, id),
                new StackOptions(
                        json.get("disableRollback").asBoolean(),
                        json.get("timeoutMinutes").asInt(),
                        tags));
        String action = json.get("action").asString();
        boolean broken = json.get("status").asString().equals("IN_PROGRESS");
        stack.restore(
                action,
                broken ? "FAILED" : json.get("status").asString(),
                broken
                        ? "Engine went down during stack " + action
                        : json.get("reason").asString(),
                Json.text(json, "updated").map(Instant::parse),
                Optional.empty());
        json.get("resources").forEach(r -> stack.put(resource(r)));
        json.get("leftovers").forEach(r -> stack.addLeftover(resource(r)));
        List<Event> events = new ArrayList<>();
        json.get("events").forEach(e -> events.add(Json.MAPPER.treeToValue(e, Event.class)));
        stack.restoreEvents(events);
        return stack;
    }

    private static StackResource resource(JsonNode json) {
        StackResource resource = new StackResource(
                json.get("name").asString(),
                json.get("type").asString(),
                json.get("uuid").asString(),
                Instant.parse(json.get("created").asString()));
        boolean broken = json.get("status").asString().equals("IN_PROGRESS");
        resource.restore(
                json.get("physicalId").asString(),
                json.get("action").asString(),
                broken ? "FAILED" : json.get("status").asString(),
                broken ? "Engine went down" : json.get("reason").asString(),
                Instant.parse(json.get("updated").asString()));
        Set<String> needs = new LinkedHashSet<>();
        json.get("needs").forEach(n -> needs.add(n.asString()));
        resource.made(
                Work.map(Json.toJava(json.get("properties"))),
                needs,
                json.get("retain").asBoolean());
        json.get("data")
                .properties()
                .forEach(d -> resource.data().put(d.getKey(), d.getValue().asString()));
        resource.data().remove("scaling_in_progress");
        return resource;
    }
}
