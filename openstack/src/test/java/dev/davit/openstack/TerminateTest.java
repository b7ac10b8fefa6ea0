package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminateTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();

    @Test
    void nothingIsLeft() throws Exception {
        var run = instantiated();
        run.run(cloud.port().terminate(work()));
        assertThat(cloud.stackNames()).isEmpty();
        assertThat(cloud.serverIds()).isEmpty();
    }

    @Test
    void nothingThereIsFine() throws Exception {
        new PlanRun(UUID.randomUUID(), cloud.instance(id)).run(cloud.port().terminate(work()));
        assertThat(cloud.calls).noneMatch(c -> c.startsWith("DELETE"));
    }

    @Test
    void aDeletionThatFailedIsTriedOnceMore() throws Exception {
        var run = instantiated();
        cloud.fault(
                "{\"resourceType\": \"OS::Neutron::Port\", \"action\": \"DELETE\", \"reason\": \"in use\", \"times\": 1}");
        run.run(cloud.port().terminate(work()));
        assertThat(cloud.stackNames()).isEmpty();
    }

    @Test
    void aDeletionThatKeepsFailingTellsWhyAndCanBeRetried() throws Exception {
        var run = instantiated();
        cloud.fault(
                "{\"resourceType\": \"OS::Neutron::Port\", \"action\": \"DELETE\", \"reason\": \"port in use\", \"times\": 2}");
        var phases = cloud.port().terminate(work());
        assertThatThrownBy(() -> run.run(phases))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("DELETE_FAILED")
                .hasMessageContaining("port in use");

        run.run(phases);

        assertThat(cloud.stackNames()).isEmpty();
    }

    private PlanRun instantiated() throws Exception {
        var work = work();
        var run = new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work));
        return new PlanRun(UUID.randomUUID(), run.instance());
    }

    private VimWork work() throws InterruptedException {
        return cloud.work(id, Packages.empty(), Flavours.registry(Flavours.image("debian-12")), cloud.net0("CP1"));
    }
}
