package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.store.LcmNotification;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SOL003 v2.6.1 clause 5.4.17. */
@Timeout(60)
class CancelTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final Script script = bench.script;
    private final UUID instance = bench.create().id();
    private final UUID operation = bench.start(instance, Workbench.instantiate());

    private void cancel(String mode) {
        bench.engine.cancel(Workbench.CALLER, operation, mode);
    }

    @Test
    void beforeItIsBegunItIsRolledBackAtOnce() {
        cancel("GRACEFUL");
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(script.ran).isEmpty();
        assertThat(bench.engine.instance(Workbench.CALLER, instance).instantiated())
                .isEmpty();
    }

    @Test
    void gracefullyARunningStepEndsAndNoOtherBegins() throws InterruptedException {
        var held = script.hold("install a");
        var run = Thread.ofVirtual().start(() -> bench.run(operation));
        held.await();
        cancel("GRACEFUL");
        held.go();
        run.join();
        assertThat(bench.occurrence(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(script.ran).contains("install a").doesNotContain("join a", "verify");
    }

    @Test
    void forcefullyRunningStepsAreInterrupted() throws InterruptedException {
        var held = script.hold("install a");
        var run = Thread.ofVirtual().start(() -> bench.run(operation));
        held.await();
        cancel("FORCEFUL");
        run.join();
        var cancelled = bench.occurrence(operation);
        assertThat(cancelled.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(cancelled.error().orElseThrow().detail()).contains("install a", "FORCEFUL");
        assertThat(script.ran).doesNotContain("install a", "join a");
    }

    @Test
    void aCancelledOperationCanBeRetried() throws InterruptedException {
        forcefullyRunningStepsAreInterrupted();
        bench.engine.retry(Workbench.CALLER, operation);
        assertThat(bench.occurrence(operation).isCancelPending()).isFalse();
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void whileItRunsTheCancelIsShownAsPending() throws InterruptedException {
        var held = script.hold("create");
        var run = Thread.ofVirtual().start(() -> bench.run(operation));
        held.await();
        cancel("GRACEFUL");
        assertThat(bench.occurrence(operation).isCancelPending()).isTrue();
        held.go();
        run.join();
        assertThat(bench.occurrence(operation).isCancelPending()).isFalse();
    }

    @Test
    void whatIsAtRestCannotBeCancelled() {
        bench.run(operation);
        assertThatThrownBy(() -> cancel("GRACEFUL")).hasMessageContaining("COMPLETED");
    }

    @Test
    void anUnknownModeIsRefused() {
        assertThatThrownBy(() -> cancel("GENTLE")).hasMessageContaining("cancelMode");
    }

    @Test
    void everyStateIsAnnounced() {
        bench.run(operation);
        assertThat(bench.store.notifications())
                .filteredOn(LcmNotification.StateEntered.class::isInstance)
                .extracting(n -> ((LcmNotification.StateEntered) n).occurrence().state())
                .containsExactly(OperationState.STARTING, OperationState.PROCESSING, OperationState.COMPLETED);
    }
}
