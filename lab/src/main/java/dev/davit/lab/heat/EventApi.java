package dev.davit.lab.heat;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import dev.davit.lab.http.Router;
import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** The events of a stack, its nested stacks, or one of its resources. */
final class EventApi {
    private record At(Stack stack, Event event) {}

    private final Stacks stacks;
    private final HeatViews views;
    private final StackFinder finder;

    EventApi(Stacks stacks, HeatViews views, StackFinder finder) {
        this.stacks = stacks;
        this.views = views;
        this.finder = finder;
    }

    void routes(Router router) {
        String one = HeatApi.PREFIX + "/stacks/{name}/{id}";
        router.add("GET", one + "/events", HeatApi.handler(r -> list(r, Optional.empty())));
        router.add(
                "GET",
                one + "/resources/{resource}/events",
                HeatApi.handler(r -> list(r, Optional.of(r.parameter("resource")))));
        router.add("GET", one + "/resources/{resource}/events/{event}", HeatApi.handler(this::show));
    }

    private Response list(Request request, Optional<String> resource) {
        Stack stack = finder.find(request);
        int depth = request.query("nested_depth").map(Integer::parseInt).orElse(0);
        List<At> found = new ArrayList<>();
        collect(stack, depth, found);
        found.removeIf(
                a -> !resource.orElse(a.event().resource()).equals(a.event().resource())
                        || !matches(request, "resource_name", a.event().resource())
                        || !matches(request, "resource_type", a.event().type())
                        || !matches(request, "resource_action", a.event().action())
                        || !matches(request, "resource_status", a.event().status()));
        if (found.isEmpty() && resource.isPresent()) {
            throw new ApiException(404, "HTTPNotFound", "No events found for resource " + resource.get());
        }
        if (depth > 0) {
            found.sort(Comparator.comparing(a -> a.event().time()));
        }
        List<At> ordered = request.query("sort_dir").orElse("desc").startsWith("desc") ? found.reversed() : found;
        int from = request.query("marker")
                .map(m -> ordered.stream().map(a -> a.event().id()).toList().indexOf(m) + 1)
                .orElse(0);
        ArrayNode list = Json.array();
        ordered.stream()
                .skip(from)
                .limit(request.query("limit").map(Integer::parseInt).orElse(Integer.MAX_VALUE))
                .forEach(a -> list.add(views.event(
                        request.root(),
                        a.stack(),
                        a.event(),
                        false,
                        depth > 0 ? Optional.of(stacks.root(stack)) : Optional.empty())));
        return Response.wrapped("events", list);
    }

    private void collect(Stack stack, int depth, List<At> found) {
        stack.events().forEach(e -> found.add(new At(stack, e)));
        if (depth > 0) {
            stacks.inside(stack).forEach(n -> collect(n, depth - 1, found));
        }
    }

    private static boolean matches(Request request, String name, String value) {
        return request.query().getOrDefault(name, List.of(value)).contains(value);
    }

    private Response show(Request request) {
        Stack stack = finder.find(request);
        return stack.events().stream()
                .filter(e -> e.id().equals(request.parameter("event"))
                        && e.resource().equals(request.parameter("resource")))
                .findFirst()
                .map(e -> Response.wrapped("event", views.event(request.root(), stack, e, true, Optional.empty())))
                .orElseThrow(() ->
                        new ApiException(404, "HTTPNotFound", "No event " + request.parameter("event") + " found"));
    }
}
