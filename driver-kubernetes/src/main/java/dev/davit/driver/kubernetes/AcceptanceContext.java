package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** For looks at the cluster before an operation is accepted: there is nobody to tell yet. */
record AcceptanceContext(UUID operationId, VnfInstance instance) implements StepContext {

    @Override
    public boolean repeated() {
        return false;
    }

    @Override
    public Optional<Map<String, String>> resultOf(StepId step) {
        return Optional.empty();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public void progress(String message) {}

    @Override
    public void command(String host, String command) {}

    @Override
    public void output(String host, String line) {}
}
