package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A line of an operation's journal.
 *
 * @param attempts how often it was begun
 */
public record StepRecord(
        int sequence,
        StepId id,
        State state,
        int attempts,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<StepResult.Effect> effect,
        Map<String, String> values,
        Optional<String> error) {

    public enum State {
        INTENT,
        DONE,
        FAILED,
        UNDONE
    }
}
