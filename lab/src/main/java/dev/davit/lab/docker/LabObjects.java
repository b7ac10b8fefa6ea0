package dev.davit.lab.docker;

import java.util.HashMap;
import java.util.Map;

/**
 * Names and labels of what a lab makes in the engine. Every object carries the lab's id, by which it is found again and
 * removed; labs on one engine do not see each other's.
 */
record LabObjects(String labId) {
    static final String LAB = "dev.davit.lab";
    static final String NETWORK = "dev.davit.network";
    static final String SERVER = "dev.davit.server";
    static final String VOLUME = "dev.davit.volume";

    LabObjects {
        if (!labId.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
            throw new IllegalArgumentException(
                    "A lab's id has letters, digits, '.', '_' and '-', at most 63 of them; got '" + labId + "'");
        }
    }

    Map<String, String> labels(String kind, String id) {
        return Map.of(LAB, labId, kind, id);
    }

    Map<String, String> labels(String kind, String id, Map<String, String> more) {
        var all = new HashMap<>(labels(kind, id));
        all.putAll(more);
        return all;
    }

    String name(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")) {
            throw new IllegalArgumentException("Not an id of the lab: '" + id + "'");
        }
        return "davit-" + labId + "-" + id;
    }
}
