package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.StepId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in an operation, for people who follow it. Free of secrets.
 *
 * @param sequence grows within an occurrence
 * @param step the step it belongs to; empty for STATE
 * @param host for COMMAND and OUTPUT
 * @param message for STATE the new operation state; for COMMAND the redacted command; for STEP_FAILED the error
 */
public record OperationEvent(
        long sequence, Instant time, Kind kind, Optional<StepId> step, Optional<String> host, String message) {

    public enum Kind {
        STATE,
        PHASE,
        STEP_STARTED,
        STEP_DONE,
        STEP_FAILED,
        STEP_UNDONE,
        PROGRESS,
        COMMAND,
        OUTPUT
    }
}
