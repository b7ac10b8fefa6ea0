package dev.davit.server.rest.json;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a request, collected so that one answer tells all of it. Reasons never repeat a value. */
public final class Violations {
    private static final int MAX = 50;
    private final List<ProblemDetails.Invalid> found = new ArrayList<>();

    public void add(String field, String reason) {
        if (found.size() < MAX) {
            found.add(new ProblemDetails.Invalid(field, reason));
        }
    }

    /** @throws ProblemException 400 when anything was added */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            String detail =
                    found.stream().map(i -> i.field() + ": " + i.reason()).collect(Collectors.joining("; "));
            throw new ProblemException(new ProblemDetails("Bad Request", 400, detail, found));
        }
    }
}
