package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.operation.OperationState;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that a driver lets run side by side. */
@Timeout(60)
class LanesTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final Script script = bench.script;
    private final UUID operation = bench.start(bench.create().id(), Workbench.instantiate());

    @Test
    void lanesRunAtTheSameTime() throws InterruptedException {
        var a = script.hold("install a");
        var b = script.hold("install b");
        var run = Thread.ofVirtual().start(() -> bench.run(operation));
        a.await();
        b.await();
        a.go();
        b.go();
        run.join();
        assertThat(bench.occurrence(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aPhaseBeginsWhenAllLanesOfTheOneBeforeHaveEnded() {
        bench.run(operation);
        assertThat(script.ran).endsWith("verify");
        assertThat(script.ran.indexOf("prepare")).isLessThan(script.ran.indexOf("install a"));
        assertThat(script.ran).hasSize(11);
    }

    @Test
    void theStepsOfALaneRunOneAfterTheOther() {
        bench.run(operation);
        for (String host : SmallDriver.HOSTS) {
            assertThat(script.ran).containsSubsequence("install " + host, "join " + host);
        }
    }

    @Test
    void aFailedLaneDoesNotStopTheOthers() {
        script.fail("install b", "no space left");
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(script.ran)
                .contains("install a", "join a", "install c", "join c")
                .doesNotContain("install b", "join b", "verify");
    }

    @Test
    void theErrorNamesEveryFailedStepWithItsReason() {
        script.fail("install a", "no space left");
        script.fail("join c", "token expired");
        var error = bench.run(operation).error().orElseThrow();
        assertThat(error.title()).isEqualTo("2 steps failed");
        assertThat(error.detail()).contains("install a: no space left", "join c: token expired", "try again");
    }

    @Test
    void anUnexpectedExceptionOfOneLaneIsAnErrorLikeOthers() {
        script.troubles.put("install a", context -> {
            throw new IllegalStateException("a fault");
        });
        assertThat(bench.run(operation).error().orElseThrow().detail())
                .contains("install a", "unexpected IllegalStateException: a fault");
        assertThat(script.ran).contains("join b", "join c");
    }

    @Test
    void retryRunsWhatFailedAndWhatComesAfterItInItsLaneOnly() {
        script.fail("install b", "no space left");
        bench.run(operation);
        script.ran.clear();
        bench.engine.retry(Workbench.CALLER, operation);
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(script.ran).containsExactly("install b again", "join b", "verify");
    }

    @Test
    void theJournalHasEachStepOnceWithItsAttempts() {
        script.fail("install b", "no space left");
        bench.run(operation);
        bench.engine.retry(Workbench.CALLER, operation);
        bench.run(operation);
        assertThat(bench.engine.steps(Workbench.CALLER, operation))
                .allMatch(step -> step.state() == StepRecord.State.DONE)
                .filteredOn(step -> step.attempts() > 1)
                .singleElement()
                .matches(step -> step.id().name().equals("install b"));
    }
}
