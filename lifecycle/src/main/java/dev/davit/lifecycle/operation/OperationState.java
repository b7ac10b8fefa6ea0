package dev.davit.lifecycle.operation;

import java.util.Set;

/** State of an LCM operation occurrence and the transitions between them (SOL003 v2.6.1 clause 5.6.2). */
public enum OperationState {
    STARTING,
    PROCESSING,
    COMPLETED,
    FAILED_TEMP,
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK;

    public Set<OperationState> successors() {
        return switch (this) {
            case STARTING -> Set.of(PROCESSING, ROLLED_BACK);
            case PROCESSING -> Set.of(COMPLETED, FAILED_TEMP, FAILED);
            case FAILED_TEMP -> Set.of(PROCESSING, ROLLING_BACK, FAILED);
            case ROLLING_BACK -> Set.of(ROLLED_BACK, FAILED_TEMP, FAILED);
            case COMPLETED, FAILED, ROLLED_BACK -> Set.of();
        };
    }

    public boolean isFinal() {
        return successors().isEmpty();
    }

    /** Whether a worker is at it, or will be. */
    public boolean isActive() {
        return this == STARTING || this == PROCESSING || this == ROLLING_BACK;
    }
}
