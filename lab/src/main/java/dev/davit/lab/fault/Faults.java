package dev.davit.lab.fault;

import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;

/** The misbehaviours that are on order, first come first served: /lab/v1/faults. */
public final class Faults {
    private record Ordered(Fault fault, int left) {}

    private final Map<String, Ordered> ordered = new LinkedHashMap<>();

    public void routes(Router router) {
        router.open("GET", "/lab/v1/faults", r -> Response.wrapped("faults", list()));
        router.open("POST", "/lab/v1/faults", r -> {
            Fault fault = add(Fault.of(r.json()));
            return Response.json(201, fault.show(fault.times()));
        });
        router.open("DELETE", "/lab/v1/faults", r -> {
            clear();
            return Response.empty(204);
        });
        router.open("DELETE", "/lab/v1/faults/{id}", r -> {
            remove(r.parameter("id"));
            return Response.empty(204);
        });
    }

    public synchronized Fault add(Fault fault) {
        ordered.put(fault.id(), new Ordered(fault, fault.times()));
        return fault;
    }

    public synchronized void clear() {
        ordered.clear();
    }

    private synchronized void remove(String id) {
        ordered.remove(id);
    }

    private synchronized ArrayNode list() {
        ArrayNode list = Json.array();
        ordered.values().forEach(o -> list.add(o.fault().show(o.left())));
        return list;
    }

    /** The fault that this request is to suffer; takes one of its times. */
    public Optional<Fault> ofRequest(String method, String path) {
        return take(f -> f.hitsRequest(method, path));
    }

    /** The fault that this Heat resource is to suffer; takes one of its times. */
    public Optional<Fault> ofResource(String type, String name, String action) {
        return take(f -> f.hitsResource(type, name, action));
    }

    private synchronized Optional<Fault> take(Predicate<Fault> hit) {
        for (Ordered each : ordered.values()) {
            if (hit.test(each.fault())) {
                if (each.left() == 1) {
                    ordered.remove(each.fault().id());
                } else if (each.left() > 1) {
                    ordered.put(each.fault().id(), new Ordered(each.fault(), each.left() - 1));
                }
                return Optional.of(each.fault());
            }
        }
        return Optional.empty();
    }
}
