package dev.davit.lab.heat;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Request;
import dev.davit.lab.http.Response;
import java.util.Optional;

/** Finds the stack that a path names. */
final class StackFinder {
    private final Stacks stacks;

    StackFinder(Stacks stacks) {
        this.stacks = stacks;
    }

    /** By name and id; a deleted one is found too. */
    Stack find(Request request) {
        return stacks.find(request.parameter("id"))
                .filter(s -> s.name().equals(request.parameter("name")))
                .filter(s -> owns(request, s))
                .orElseThrow(() -> unknown(request.parameter("name")));
    }

    private static boolean owns(Request request, Stack stack) {
        return stack.owner().projectId().equals(request.caller().projectId())
                || request.caller().admin();
    }

    /** Sends a path with a name only to the one with name and id; the name may be an id as well. */
    Response redirect(Request request, String rest) {
        String name = request.parameter("name");
        Optional<Stack> stack = stacks.named(request.caller().projectId(), name)
                .or(() -> stacks.find(name).filter(s -> owns(request, s)));
        String query = request.rawQuery();
        String to = HeatViews.url(request.root(), stack.orElseThrow(() -> unknown(name)))
                + rest
                + (query == null || query.isEmpty() ? "" : "?" + query);
        return Response.text(302, "text/plain; charset=UTF-8", "302 Found\n\nThe resource was found at " + to + "\n")
                .with("Location", to);
    }

    static ApiException unknown(String name) {
        return new ApiException(404, "EntityNotFound", "The Stack (" + name + ") could not be found.");
    }
}
