package dev.davit.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.engine.LifecycleEngine;
import dev.davit.lifecycle.operation.OperationState;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker is killed at one of its journal writes; another one goes on. */
class KilledWorkerTest {
    private static final int MORE_THAN_AN_OPERATION_WRITES = 14;

    @AutoClose
    private final EngineBed bed = new EngineBed();

    /** @return whether the worker died before the operation was done */
    private boolean runAndDie(UUID operation, int write, boolean afterWrite) {
        LifecycleEngine dying = bed.engine(store -> new DyingStore(store, write, afterWrite));
        try {
            return !bed.run(dying, operation);
        } finally {
            dying.runner().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void instantiateCreatesNothingTwiceWhereverTheWorkerDies(boolean afterWrite) {
        for (int write = 1; write <= MORE_THAN_AN_OPERATION_WRITES; write++) {
            bed.vim.created.clear();
            bed.vim.stacks.clear();
            var instance = bed.create();
            UUID operation = bed.start(instance.id(), TestVnf.instantiate("configured"));
            runAndDie(operation, write, afterWrite);
            assertThat(bed.run(operation).state())
                    .as("killed at write %s", write)
                    .isEqualTo(OperationState.COMPLETED);
            assertThat(bed.vim.created).as("killed at write %s", write).hasSize(1);
            assertThat(bed.instance(instance.id()).instantiated().orElseThrow().vnfcs())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aRollbackIsFinishedWhereverTheWorkerDies(boolean afterWrite) {
        for (int write = 1; write <= MORE_THAN_AN_OPERATION_WRITES; write++) {
            var instance = bed.create();
            bed.vim.failures.put("start [host-b]", "failed");
            UUID operation = bed.start(instance.id(), TestVnf.instantiate("configured"));
            bed.run(operation);
            bed.lifecycle.rollback(EngineBed.CALLER, operation);
            runAndDie(operation, write, afterWrite);
            assertThat(bed.run(operation).state())
                    .as("killed at write %s", write)
                    .isEqualTo(OperationState.ROLLED_BACK);
            assertThat(bed.vim.stacks).isEmpty();
            assertThat(bed.instance(instance.id())).isEqualTo(instance);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void healAndTerminateAreFinishedWhereverTheWorkerDies(boolean afterWrite) {
        for (int write = 1; write <= 6; write++) {
            var instance = bed.instantiated();
            UUID heal = bed.start(instance.id(), TestVnf.heal());
            runAndDie(heal, write, afterWrite);
            assertThat(bed.run(heal).state()).isEqualTo(OperationState.COMPLETED);
            UUID terminate = bed.start(instance.id(), TestVnf.terminate());
            runAndDie(terminate, write, afterWrite);
            assertThat(bed.run(terminate).state()).isEqualTo(OperationState.COMPLETED);
            assertThat(bed.vim.stacks).isEmpty();
        }
    }
}
