package dev.davit.driver.kubernetes.api;

import dev.davit.lifecycle.plan.StepFailedException;
import java.util.Optional;

/** A way to a cluster's API: directly, or through one of its masters. */
interface Transport extends AutoCloseable {

    /** @param status HTTP status @param body JSON, or what came instead */
    record Reply(int status, String body) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Sends a request; any status is a reply.
     *
     * @param path with query, e.g. /api/v1/nodes
     * @param body JSON
     * @throws StepFailedException when no answer came
     */
    Reply send(String method, String path, Optional<String> body) throws StepFailedException, InterruptedException;

    @Override
    void close();
}
