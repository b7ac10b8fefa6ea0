package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.plan.StepContext;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors that no code should throw leave an operation where somebody can decide, never at PROCESSING or ROLLING_BACK. */
class DefectTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final Script script = bench.script;
    private final UUID operation = bench.start(bench.create().id(), Workbench.instantiate());

    /** Without stack traces, which the log of the tests would be full of. */
    static List<Error> errors() {
        List<Error> errors = List.of(
                new NoClassDefFoundError("dev/davit/Gone"), new StackOverflowError(), new AssertionError("odd"));
        errors.forEach(error -> error.setStackTrace(new StackTraceElement[0]));
        return errors;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inThePlan(Error error) {
        script.defects.put("instantiate_end", error);
        assertFailedTemp("plan", error);
        assertRetried();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whereAPhaseGivesItsSteps(Error error) {
        script.defects.put("prepare", error);
        assertFailedTemp("prepare", error);
        assertRetried();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inAStep(Error error) {
        script.troubles.put("prepare", thrower(error));
        assertFailedTemp("prepare", error);
        assertRetried();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void inAStepBesideOthers(Error error) {
        script.troubles.put("install b", thrower(error));
        assertFailedTemp("install b", error);
        assertThat(script.ran).contains("join a", "join c");
        assertRetried();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whereAPhaseGivesTheStepsToTakeBack(Error error) {
        script.fail("verify", "broken");
        bench.run(operation);
        script.defects.put("prepare", error);
        bench.engine.rollback(Workbench.CALLER, operation);
        assertFailedTemp("undo prepare", error);
        bench.engine.rollback(Workbench.CALLER, operation);
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whereAStepIsTakenBack(Error error) {
        script.fail("verify", "broken");
        bench.run(operation);
        script.troubles.put("undo prepare", thrower(error));
        bench.engine.rollback(Workbench.CALLER, operation);
        assertFailedTemp("undo prepare", error);
    }

    @Test
    void theErrorSaysWhereTheDetailsAre() {
        script.defects.put("instantiate_end", new NoClassDefFoundError("dev/davit/Gone"));
        assertThat(bench.run(operation).error().orElseThrow().detail())
                .contains("unexpected NoClassDefFoundError: dev/davit/Gone", "retry", "the server's log");
    }

    private static Script.Trouble thrower(Error error) {
        return (StepContext context) -> {
            throw error;
        };
    }

    private void assertFailedTemp(String where, Error error) {
        OperationOccurrence occurrence = bench.run(operation);
        assertThat(occurrence.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(occurrence.error().orElseThrow().detail())
                .contains(where)
                .contains(error.getClass().getSimpleName());
    }

    private void assertRetried() {
        bench.engine.retry(Workbench.CALLER, operation);
        assertThat(bench.run(operation).state()).isEqualTo(OperationState.COMPLETED);
    }
}
