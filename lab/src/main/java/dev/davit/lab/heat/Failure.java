package dev.davit.lab.heat;

import java.util.ArrayList;
import java.util.List;

/** A resource failed. Its text is what Heat puts into status reasons: Kind: resources.name[.resources.name]: message. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String kind;
    private final transient List<String> path;

    public Failure(String kind, String message) {
        this(kind, List.of(), message);
    }

    private Failure(String kind, List<String> path, String message) {
        super(message);
        this.kind = kind;
        this.path = path;
    }

    /** @param path e.g. resources, group, resources, vm */
    static Failure at(String kind, List<String> path, String message) {
        return new Failure(kind, path, message);
    }

    /** The same as it looks from outside the resource. */
    Failure in(String resource) {
        List<String> longer = new ArrayList<>(List.of("resources", resource));
        longer.addAll(path);
        return new Failure(kind, longer, getMessage());
    }

    String text() {
        return path.isEmpty() ? getMessage() : kind + ": " + String.join(".", path) + ": " + getMessage();
    }
}
