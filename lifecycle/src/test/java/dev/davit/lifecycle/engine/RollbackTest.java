package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RollbackTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final Script script = bench.script;

    private UUID failed(UUID instance, LcmRequest request, String step) {
        script.fail(step, "broken");
        UUID operation = bench.start(instance, request);
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        script.ran.clear();
        return operation;
    }

    private OperationOccurrence rolledBack(UUID operation) {
        bench.engine.rollback(Workbench.CALLER, operation);
        return bench.run(operation);
    }

    @Test
    void whatWasBegunIsTakenBackLatestFirst() {
        var instance = bench.create();
        UUID operation = failed(instance.id(), Workbench.instantiate(), "prepare");
        assertThat(rolledBack(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(script.ran).containsExactly("undo prepare", "undo collect", "undo create", "undo instantiate_start");
        assertThat(bench.engine.instance(Workbench.CALLER, instance.id())).isEqualTo(instance);
    }

    @Test
    void stepsThatWereNotReachedAreNotTakenBack() {
        UUID operation = failed(bench.create().id(), Workbench.instantiate(), "install b");
        rolledBack(operation);
        assertThat(script.ran).contains("undo install b", "undo join a").doesNotContain("undo join b", "undo verify");
    }

    @Test
    void inALaneTheLastStepIsTakenBackFirst() {
        UUID operation = failed(bench.create().id(), Workbench.instantiate(), "verify");
        rolledBack(operation);
        assertThat(script.ran)
                .containsSubsequence("undo join a", "undo install a", "undo prepare")
                .containsSubsequence("undo join c", "undo install c", "undo prepare");
    }

    @Test
    void aRollbackThatFailsGoesOnWhereItStood() {
        UUID operation = failed(bench.create().id(), Workbench.instantiate(), "prepare");
        script.fail("undo collect", "broken too");
        assertThat(rolledBack(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(rolledBack(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(script.ran).containsOnlyOnce("undo prepare");
    }

    @Test
    void theErrorOfTheOperationStaysWhenItIsRolledBack() {
        UUID operation = failed(bench.create().id(), Workbench.instantiate(), "create");
        assertThat(rolledBack(operation).error().orElseThrow().detail()).contains("broken");
    }

    @Test
    void aScaleOutIsTakenBackWithItsLevel() {
        var instance = bench.instantiated();
        UUID operation = failed(instance.id(), Workbench.scale(true, 1), "scale_end");
        assertThat(rolledBack(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(script.ran).containsExactly("undo scale_end", "undo collect", "undo update", "undo scale_start");
        assertThat(bench.engine.instance(Workbench.CALLER, instance.id())).isEqualTo(instance);
    }

    @Test
    void aScaleOutCanBeRetriedAfterItsRollbackFailed() {
        var instance = bench.instantiated();
        UUID operation = failed(instance.id(), Workbench.scale(true, 1), "scale_end");
        script.fail("undo update", "broken too");
        assertThat(rolledBack(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(bench.engine.instance(Workbench.CALLER, instance.id())).isEqualTo(instance);
        bench.engine.retry(Workbench.CALLER, operation);
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
        var info = bench.engine
                .instance(Workbench.CALLER, instance.id())
                .instantiated()
                .orElseThrow();
        assertThat(info.vnfcs()).hasSize(4);
        assertThat(info.scaleLevel("workers")).isEqualTo(2);
    }

    private void refused(UUID instance, LcmRequest request, String step) {
        UUID operation = failed(instance, request, step);
        assertThatThrownBy(() -> bench.engine.rollback(Workbench.CALLER, operation))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409));
        assertThat(bench.engine.fail(Workbench.CALLER, operation).state()).isEqualTo(OperationState.FAILED);
    }

    @Test
    void otherOperationsCannotBeRolledBack() {
        UUID instance = bench.instantiated().id();
        refused(instance, Workbench.scale(false, 1), "update");
        refused(instance, Workbench.heal(), "delete");
        refused(instance, Workbench.terminate(), "delete");
    }

    @Test
    void onlyAFailedOperationCanBeRetriedRolledBackOrMarkedFailed() {
        UUID operation = bench.start(bench.create().id(), Workbench.instantiate());
        assertThatThrownBy(() -> bench.engine.retry(Workbench.CALLER, operation))
                .hasMessageContaining("STARTING");
        assertThatThrownBy(() -> bench.engine.rollback(Workbench.CALLER, operation))
                .hasMessageContaining("STARTING");
        bench.run(operation);
        assertThatThrownBy(() -> bench.engine.fail(Workbench.CALLER, operation)).hasMessageContaining("COMPLETED");
    }
}
