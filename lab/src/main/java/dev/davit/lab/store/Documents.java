package dev.davit.lab.store;

import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One kind of API resource, by its "id", in order of creation. What was put in is never changed: a change puts a changed copy. */
public final class Documents {
    private final String name;
    private final Runnable changed;
    private final Map<String, ObjectNode> all = new LinkedHashMap<>();

    Documents(String name, Runnable changed) {
        this.name = name;
        this.changed = changed;
    }

    String name() {
        return name;
    }

    public ObjectNode put(ObjectNode document) {
        synchronized (this) {
            all.put(document.get("id").asString(), document);
        }
        changed.run();
        return document;
    }

    public synchronized Optional<ObjectNode> get(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Changes a copy and puts that; empty when there is none of the id. */
    public Optional<ObjectNode> change(String id, Consumer<ObjectNode> change) {
        ObjectNode copy;
        synchronized (this) {
            ObjectNode old = all.get(id);
            if (old == null) {
                return Optional.empty();
            }
            copy = old.deepCopy();
            change.accept(copy);
            all.put(id, copy);
        }
        changed.run();
        return Optional.of(copy);
    }

    public Optional<ObjectNode> remove(String id) {
        ObjectNode old;
        synchronized (this) {
            old = all.remove(id);
        }
        changed.run();
        return Optional.ofNullable(old);
    }

    public synchronized List<ObjectNode> all() {
        return new ArrayList<>(all.values());
    }

    public List<ObjectNode> where(Predicate<ObjectNode> condition) {
        return all().stream().filter(condition).toList();
    }

    /** Those whose member has the text. */
    public List<ObjectNode> where(String member, String text) {
        return where(d -> Json.text(d, member, "").equals(text));
    }

    synchronized List<ObjectNode> snapshot() {
        return new ArrayList<>(all.values());
    }

    synchronized void restore(JsonNode documents) {
        documents.forEach(d -> all.put(d.get("id").asString(), (ObjectNode) d));
    }
}
