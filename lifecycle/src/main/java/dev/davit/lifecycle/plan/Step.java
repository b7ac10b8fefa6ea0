package dev.davit.lifecycle.plan;

/**
 * One small named piece of an operation. The engine journals INTENT before it runs and DONE after, so a step whose worker
 * died is run again by another one: every step is safe to run again, and its documentation says why.
 */
public interface Step {

    StepId id();

    /**
     * Does the work. Blocking is fine (each step has a virtual thread); waiting goes through {@link StepContext#pause}.
     *
     * @throws StepFailedException when it did not succeed; the operation goes to FAILED_TEMP and can be retried from here
     * @throws InterruptedException when the worker stops, the operation is cancelled or another worker has taken over
     */
    StepResult run(StepContext context) throws StepFailedException, InterruptedException;

    /**
     * Takes back what {@link #run} did, wholly or partly, on rollback. Called in reverse order for every step that
     * was begun, whether it got DONE or FAILED on the way; must be safe to run again. By default there is nothing to take back.
     */
    default void undo(StepContext context) throws StepFailedException, InterruptedException {}
}
