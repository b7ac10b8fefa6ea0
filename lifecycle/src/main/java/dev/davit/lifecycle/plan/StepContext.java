package dev.davit.lifecycle.plan;

import dev.davit.lifecycle.instance.VnfInstance;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a running step sees of its operation and tells about itself. */
public interface StepContext {

    UUID operationId();

    /** The VNF instance as last committed. */
    VnfInstance instance();

    /** Whether an earlier attempt at this step got as far as INTENT, so that its effects may exist already. */
    boolean repeated();

    /** What an earlier step of this operation reported; empty when it has not been done. */
    Optional<Map<String, String>> resultOf(StepId step);

    /**
     * Waits. Holds neither a platform thread nor a database connection.
     *
     * @throws InterruptedException when the worker stops, the operation is cancelled or another worker has taken over
     */
    void pause(Duration duration) throws InterruptedException;

    /** Tells followers what is going on, in one line ("waiting for SSH at 10.0.0.5"). Must hold no secret. */
    void progress(String message);

    /** Records a remote command that is about to run: the host and the command with its secrets redacted. */
    void command(String host, String command);

    /** Records a line of a remote command's output, redacted. */
    void output(String host, String line);
}
