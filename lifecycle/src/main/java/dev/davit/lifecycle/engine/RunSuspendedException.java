package dev.davit.lifecycle.engine;

/** A run ended before its operation did; its job is to be kept, and another run goes on from the journal. */
public final class RunSuspendedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunSuspendedException(String message) {
        super(message);
    }

    RunSuspendedException(String message, Throwable cause) {
        super(message, cause);
    }
}
