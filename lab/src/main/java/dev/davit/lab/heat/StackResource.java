package dev.davit.lab.heat;

import dev.davit.lab.json.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A resource of a stack and where it stands. Written by the one thread that works on it, read by all. */
public final class StackResource {
    private final String name;
    private final String type;
    private final String uuid;
    private final Instant created;
    /** What the type itself remembers. */
    private final Map<String, String> data = new ConcurrentHashMap<>();

    private volatile Instant updated;
    private volatile String physicalId = "";
    private volatile String action = "INIT";
    private volatile String status = "COMPLETE";
    private volatile String reason = "";
    private volatile boolean retain;
    private volatile Map<String, Object> properties = Map.of();
    private volatile Set<String> needs = Set.of();

    StackResource(String name, String type) {
        this(name, type, Ids.uuid(), Instant.now());
    }

    StackResource(String name, String type, String uuid, Instant created) {
        this.name = name;
        this.type = type;
        this.uuid = uuid;
        this.created = created;
        this.updated = created;
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    String uuid() {
        return uuid;
    }

    Instant created() {
        return created;
    }

    Instant updated() {
        return updated;
    }

    public Map<String, String> data() {
        return data;
    }

    /** Empty until there is one. */
    public String physicalId() {
        return physicalId;
    }

    void physicalId(String id) {
        physicalId = id;
    }

    public String action() {
        return action;
    }

    public String status() {
        return status;
    }

    String reason() {
        return reason;
    }

    boolean failed() {
        return status.equals("FAILED");
    }

    boolean unhealthy() {
        return failed() && action.equals("CHECK");
    }

    boolean untouched() {
        return action.equals("INIT");
    }

    void state(String newAction, String newStatus, String newReason) {
        action = newAction;
        status = newStatus;
        reason = newReason;
        updated = Instant.now();
    }

    void restore(String id, String oldAction, String oldStatus, String oldReason, Instant at) {
        physicalId = id;
        action = oldAction;
        status = oldStatus;
        reason = oldReason;
        updated = at;
    }

    /** What it was last made or updated from. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** The names of the resources that must outlive it. */
    Set<String> needs() {
        return needs;
    }

    boolean retain() {
        return retain;
    }

    void made(Map<String, Object> from, Set<String> neededResources, boolean keepReal) {
        properties = from;
        needs = neededResources;
        retain = keepReal;
    }

    /** e.g. vm-stack-VDU1-abcdefghijkl, cut in Heat's way: two characters, a hyphen, the end. */
    String physicalName(String stackName, int limit) {
        String full = stackName + "-" + name + "-" + shortId(uuid);
        return full.length() <= limit ? full : full.substring(0, 2) + "-" + full.substring(full.length() - (limit - 3));
    }

    private static String shortId(String uuid) {
        StringBuilder id = new StringBuilder();
        for (char c : uuid.replace("-", "").substring(0, 12).toCharArray()) {
            // letters and digits of Heat's base-32 names
            id.append(
                    Character.isDigit(c)
                            ? c == '0' || c == '1' || c == '8' || c == '9' ? (char) ('p' + (c - '0')) : c
                            : c);
        }
        return id.toString();
    }

    Optional<String> physical() {
        return physicalId.isEmpty() ? Optional.empty() : Optional.of(physicalId);
    }
}
