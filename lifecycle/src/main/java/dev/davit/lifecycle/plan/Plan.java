package dev.davit.lifecycle.plan;

import java.util.List;

/** What an operation does, in order. Step ids are unique over the whole plan. */
public record Plan(List<Phase> phases) {
    public Plan {
        phases = List.copyOf(phases);
    }
}
