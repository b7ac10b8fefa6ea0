package dev.davit.lab.heat;

import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A resource at work: what its type needs to make, change, show or delete the real thing. */
public final class Work {
    private final Stack stack;
    private final StackResource resource;
    private final Map<String, Object> properties;
    private final Operation operation;

    Work(Stack stack, StackResource resource, Map<String, Object> properties, Operation operation) {
        this.stack = stack;
        this.resource = resource;
        this.properties = properties;
        this.operation = operation;
    }

    public Stack stack() {
        return stack;
    }

    public StackResource resource() {
        return resource;
    }

    Operation operation() {
        return operation;
    }

    /** The same work on another resource of the stack, as it stands. */
    public Work on(StackResource other) {
        return new Work(stack, other, other.properties(), operation);
    }

    public Caller caller() {
        return stack.owner();
    }

    public String project() {
        return stack.owner().projectId();
    }

    public String physicalId() {
        return resource.physicalId();
    }

    /** To be called as soon as the real thing exists, so that it is deleted even when the rest fails. */
    public void physicalId(String id) {
        resource.physicalId(id);
    }

    /** Stack, resource and a short id, as Heat names things. */
    public String physicalName(int limit) {
        return resource.physicalName(stack.name(), limit);
    }

    public String nameOr(int limit) {
        return text("name").orElseGet(() -> physicalName(limit));
    }

    public Map<String, Object> properties() {
        return properties;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(properties.get(name)).map(String::valueOf).filter(t -> !t.isEmpty());
    }

    public int number(String name, int otherwise) {
        return properties.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    public boolean flag(String name, boolean otherwise) {
        return properties.get(name) instanceof Boolean flag ? flag : otherwise;
    }

    public List<String> texts(String name) {
        return properties.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public List<Map<String, Object>> maps(String name) {
        return properties.get(name) instanceof List<?> list
                ? list.stream().map(Work::map).toList()
                : List.of();
    }

    public Map<String, Object> map(String name) {
        return map(properties.get(name));
    }

    /** The value as a map with text keys and without nulls; empty for what is no map. */
    public static Map<String, Object> map(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                if (v != null) {
                    copy.put(String.valueOf(k), v);
                }
            });
        }
        return copy;
    }

    public static Optional<String> text(Map<String, Object> map, String name) {
        return Optional.ofNullable(map.get(name)).map(String::valueOf).filter(t -> !t.isEmpty());
    }

    /** Those of the named properties that are given, as JSON. */
    public ObjectNode json(String... names) {
        ObjectNode json = Json.object();
        for (String name : names) {
            if (properties.containsKey(name)) {
                json.set(name, Json.toNode(properties.get(name)));
            }
        }
        return json;
    }
}
