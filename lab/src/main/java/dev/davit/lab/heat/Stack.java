package dev.davit.lab.heat;

import dev.davit.lab.hot.Parameters;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stack and where it stands. Its lists may be read at any time; they are copies. */
public final class Stack {
    private static final int MAX_EVENTS = 1000;

    /** @param stack id of the stack that it is nested in @param resource the resource there that it stands for */
    record Parent(String stack, String resource) {}

    private final String id;
    private final String name;
    private final Caller owner;
    private final Optional<Parent> parent;
    private final Instant created;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackResource> leftovers = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<Operation> operations = new LinkedHashSet<>();

    private volatile Blueprint blueprint;
    private volatile Parameters parameters;
    private volatile StackOptions options;
    private volatile String action;
    private volatile String status;
    private volatile String reason;
    private volatile Optional<Instant> updated = Optional.empty();
    private volatile Optional<Instant> deleted = Optional.empty();

    Stack(
            String id,
            String name,
            Caller owner,
            Optional<Parent> parent,
            Instant created,
            Blueprint blueprint,
            Parameters parameters,
            StackOptions options) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.parent = parent;
        this.created = created;
        this.blueprint = blueprint;
        this.parameters = parameters;
        this.options = options;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Caller owner() {
        return owner;
    }

    Optional<Parent> parent() {
        return parent;
    }

    Instant created() {
        return created;
    }

    Optional<Instant> updated() {
        return updated;
    }

    Optional<Instant> deleted() {
        return deleted;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public Parameters parameters() {
        return parameters;
    }

    StackOptions options() {
        return options;
    }

    String action() {
        return action;
    }

    String status() {
        return status;
    }

    String reason() {
        return reason;
    }

    boolean gone() {
        return deleted.isPresent();
    }

    void redefine(Blueprint newBlueprint, Parameters newParameters, StackOptions newOptions) {
        blueprint = newBlueprint;
        parameters = newParameters;
        options = newOptions;
    }

    /** Changes the state and writes the event. */
    void state(String newAction, String newStatus, String newReason) {
        synchronized (this) {
            action = newAction;
            status = newStatus;
            reason = newReason;
            if (newStatus.equals("IN_PROGRESS") && !newAction.equals("CREATE")) {
                updated = Optional.of(Instant.now());
            }
            if (newAction.equals("DELETE") && newStatus.equals("COMPLETE")) {
                deleted = Optional.of(Instant.now());
            }
        }
        event(name, id, "OS::Heat::Stack", newAction, newStatus, newReason);
    }

    synchronized void restore(
            String oldAction,
            String oldStatus,
            String oldReason,
            Optional<Instant> updatedAt,
            Optional<Instant> deletedAt) {
        action = oldAction;
        status = oldStatus;
        reason = oldReason;
        updated = updatedAt;
        deleted = deletedAt;
    }

    void state(StackResource resource, String newAction, String newStatus, String newReason) {
        resource.state(newAction, newStatus, newReason);
        event(resource, newAction, newStatus, newReason);
    }

    void event(StackResource resource, String eventAction, String eventStatus, String eventReason) {
        event(resource.name(), resource.physicalId(), resource.type(), eventAction, eventStatus, eventReason);
    }

    private synchronized void event(
            String resource, String physical, String type, String eventAction, String eventStatus, String eventReason) {
        if (events.size() >= MAX_EVENTS) {
            events.subList(0, MAX_EVENTS / 10).clear();
        }
        events.add(
                new Event(Ids.uuid(), Instant.now(), resource, physical, type, eventAction, eventStatus, eventReason));
    }

    synchronized List<Event> events() {
        return new ArrayList<>(events);
    }

    synchronized void restoreEvents(List<Event> old) {
        events.addAll(old);
    }

    public synchronized Optional<StackResource> resource(String resourceName) {
        return Optional.ofNullable(resources.get(resourceName));
    }

    public synchronized List<StackResource> resources() {
        return new ArrayList<>(resources.values());
    }

    synchronized void put(StackResource resource) {
        resources.put(resource.name(), resource);
    }

    /** Takes its place; the old one is deleted later. */
    synchronized void replace(StackResource old, StackResource by) {
        resources.put(by.name(), by);
        leftovers.add(old);
    }

    synchronized void addLeftover(StackResource resource) {
        leftovers.add(resource);
    }

    synchronized List<StackResource> leftovers() {
        return new ArrayList<>(leftovers);
    }

    synchronized void forget(StackResource resource) {
        leftovers.remove(resource);
        resources.remove(resource.name(), resource);
    }

    /** Takes the place of all that goes on. @return what went on */
    synchronized List<Operation> begin(Operation operation) {
        List<Operation> before = new ArrayList<>(operations);
        before.forEach(Operation::supersede);
        operations.add(operation);
        return before;
    }

    /** Goes on beside what goes on. */
    synchronized void join(Operation operation) {
        operations.add(operation);
    }

    synchronized void end(Operation operation) {
        operations.remove(operation);
        operation.finish();
    }
}
