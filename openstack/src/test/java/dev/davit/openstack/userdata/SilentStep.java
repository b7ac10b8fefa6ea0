package dev.davit.openstack.userdata;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The context of a step that nobody follows. */
final class SilentStep implements StepContext {
    @Override
    public UUID operationId() {
        return new UUID(0, 1);
    }

    @Override
    public VnfInstance instance() {
        throw new UnsupportedOperationException("user data knows no instance");
    }

    @Override
    public boolean repeated() {
        return false;
    }

    @Override
    public Optional<Map<String, String>> resultOf(StepId step) {
        return Optional.empty();
    }

    @Override
    public void pause(Duration duration) {}

    @Override
    public void progress(String message) {}

    @Override
    public void command(String host, String command) {}

    @Override
    public void output(String host, String line) {}
}
