package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.operation.OperationState;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another run goes on where one ended. */
@Timeout(60)
class ResumeTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final Script script = bench.script;
    private final UUID operation = bench.start(bench.create().id(), Workbench.instantiate());

    /** Ends the process in the middle of a step. */
    private void stopIn(String step) throws InterruptedException {
        var held = script.hold(step);
        var process = new Workbench.Process(bench);
        var run = Thread.ofVirtual()
                .start(() ->
                        assertThatThrownBy(() -> process.run(operation)).isInstanceOf(RunSuspendedException.class));
        held.await();
        process.close();
        run.join();
    }

    @Test
    void stepsThatAreDoneAreNotRunAgain() throws InterruptedException {
        stopIn("prepare");
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(script.ran).containsOnlyOnce("create", "collect").doesNotContain("create again", "collect again");
    }

    @Test
    void theStepInWhichItEndedIsToldThatItIsRunAgain() throws InterruptedException {
        stopIn("prepare");
        bench.run(operation);
        assertThat(script.ran).contains("prepare again").doesNotContain("prepare");
    }

    @Test
    void insideAPhaseOnlyTheLanesThatWereNotDoneGoOn() throws InterruptedException {
        var others = script.hold("verify");
        others.go();
        stopIn("join b");
        bench.run(operation);
        assertThat(script.ran).containsOnlyOnce("install b").contains("join b again");
        assertThat(bench.occurrence(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void whoLostTheOperationWritesNothingMore() throws InterruptedException {
        var held = script.hold("prepare");
        var frozen = new Workbench.Process(bench);
        var run = Thread.ofVirtual().start(() -> frozen.run(operation));
        held.await();
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
        int events = bench.engine.events(Workbench.CALLER, operation, 0, 1000).size();
        held.go();
        run.join();
        frozen.close();
        assertThat(bench.engine.events(Workbench.CALLER, operation, 0, 1000)).hasSize(events);
    }

    @Test
    void aJobOfAnEarlierAttemptDoesNothing() {
        script.fail("create", "no quota");
        long earlier = bench.store.job(operation);
        bench.run(operation);
        bench.engine.retry(Workbench.CALLER, operation);
        script.ran.clear();
        bench.engine.runner().run(operation, earlier);
        assertThat(script.ran).isEmpty();
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aScaleInThatGoesOnLetsTheSameVnfcsLeave() throws InterruptedException {
        bench.run(operation);
        UUID instance = bench.occurrence(operation).instanceId();
        var before = bench.engine
                .instance(Workbench.CALLER, instance)
                .instantiated()
                .orElseThrow()
                .vnfcs();
        UUID scale = bench.start(instance, Workbench.scale(false, 1));
        var held = script.hold("scale_end");
        var process = new Workbench.Process(bench);
        var run = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> process.run(scale)).isInstanceOf(RunSuspendedException.class));
        held.await();
        process.close();
        run.join();
        assertThat(bench.run(scale).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bench.engine
                        .instance(Workbench.CALLER, instance)
                        .instantiated()
                        .orElseThrow()
                        .vnfcs())
                .isEqualTo(before.subList(0, before.size() - 1));
    }
}
