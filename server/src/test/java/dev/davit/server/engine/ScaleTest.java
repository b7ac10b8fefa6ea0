package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.LifecycleEngine;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    private static final int MORE_THAN_A_SCALE_WRITES = 12;

    @AutoClose
    private final EngineBed bed = new EngineBed();

    private UUID scale(VnfInstance instance, boolean out, int steps) {
        return bed.start(instance.id(), TestVnf.scale(out, "workers", steps));
    }

    private int level(VnfInstance instance) {
        return bed.instance(instance.id()).instantiated().orElseThrow().scaleLevel("workers");
    }

    private List<UUID> vnfcs(VnfInstance instance) {
        return TestVnf.vnfcs(bed.instance(instance.id()));
    }

    private void refused(VnfInstance instance, boolean out, String aspect, int steps, int status, String... words) {
        assertThatThrownBy(() -> bed.start(instance.id(), TestVnf.scale(out, aspect, steps)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).as(e.getMessage()).isEqualTo(status))
                .message()
                .contains(words);
    }

    @Test
    void scaleOutAddsExactlyTheStepsAndKeepsTheOthers() {
        var instance = bed.instantiated("scalable");
        var operation = bed.run(scale(instance, true, 2));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(vnfcs(instance)).hasSize(4).containsAll(TestVnf.vnfcs(instance));
        assertThat(level(instance)).isEqualTo(3);
        assertThat(operation.changes().vnfcs())
                .hasSize(2)
                .allMatch(change -> change.type() == ResourceChanges.Type.ADDED);
    }

    @Test
    void theDriverConfiguresExactlyTheNewVnfcs() {
        var instance = bed.instantiated("scalable");
        bed.run(scale(instance, true, 2));
        var added = new java.util.ArrayList<>(vnfcs(instance));
        added.removeAll(TestVnf.vnfcs(instance));
        assertThat(bed.driver.ran).containsExactlyInAnyOrder("join " + added.getFirst(), "join " + added.getLast());
    }

    @Test
    void scaleInRemovesTheNewestOnesWhichTheDriverHasDrainedBefore() {
        var instance = bed.instantiated("scalable");
        bed.run(scale(instance, true, 3));
        List<UUID> before = vnfcs(instance);
        bed.driver.ran.clear();
        var operation = bed.run(scale(instance, false, 2));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(vnfcs(instance)).isEqualTo(before.subList(0, 3));
        assertThat(level(instance)).isEqualTo(2);
        assertThat(bed.driver.ran).containsExactlyInAnyOrder("drain " + before.get(3), "drain " + before.get(4));
        assertThat(operation.changes().vnfcs())
                .hasSize(2)
                .allMatch(change -> change.type() == ResourceChanges.Type.REMOVED);
    }

    @Test
    void theLevelIsKeptTogetherWithTheResources() {
        var instance = bed.instantiated("scalable");
        bed.vim.failures.put("collect resources", "500");
        UUID operation = scale(instance, true, 1);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(level(instance)).isEqualTo(1);
        assertThat(bed.lifecycle.fail(CALLER, operation).state()).isEqualTo(OperationState.FAILED);
        assertThat(vnfcs(instance)).hasSize(2);
        assertThat(level(instance)).isEqualTo(1);
    }

    @Test
    void aFailedDriverLeavesTheNewLevelAndVnfcs() {
        var instance = bed.instantiated("scalable");
        UUID next = nextVnfc(instance);
        bed.vim.failures.put("join [" + next + "]", "token expired");
        UUID operation = scale(instance, true, 1);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        bed.lifecycle.fail(CALLER, operation);
        assertThat(vnfcs(instance)).hasSize(3);
        assertThat(level(instance)).isEqualTo(2);
    }

    /** The id of the VNFC that a scale out by one step will add. */
    private UUID nextVnfc(VnfInstance instance) {
        return UUID.nameUUIDFromBytes((instance.id() + "VDU1-2").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void retryOfAScaleOutGoesOnAtTheFailedStep() {
        var instance = bed.instantiated("scalable");
        bed.vim.failures.put("join [" + nextVnfc(instance) + "]", "token expired");
        UUID operation = scale(instance, true, 2);
        bed.run(operation);
        bed.lifecycle.retry(CALLER, operation);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(vnfcs(instance)).hasSize(4);
        assertThat(bed.driver.ran).hasSize(2);
    }

    @Test
    void rollbackOfAScaleOutRemovesWhatItAdded() {
        var instance = bed.instantiated("scalable");
        bed.vim.failures.put("join [" + nextVnfc(instance) + "]", "token expired");
        UUID operation = scale(instance, true, 2);
        bed.run(operation);
        bed.lifecycle.rollback(CALLER, operation);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(bed.instance(instance.id())).isEqualTo(instance);
        assertThat(bed.vim.stacks.values()).allMatch(stack -> stack.servers().size() == 2);
        assertThat(bed.occurrence(operation).changes()).isEqualTo(ResourceChanges.NONE);
        assertThat(bed.driver.ran).anyMatch(line -> line.startsWith("undo join "));
    }

    @Test
    void aScaleInCannotBeRolledBack() {
        var instance = bed.instantiated("scalable");
        bed.vim.failures.put("scale in", "503");
        UUID operation = scale(instance, false, 1);
        bed.run(operation);
        assertThatThrownBy(() -> bed.lifecycle.rollback(CALLER, operation))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409))
                .hasMessageContaining("SCALE_IN");
        bed.lifecycle.retry(CALLER, operation);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aHealOfTheEntireVnfBuildsAsManyVnfcsAsItWasScaledTo() {
        var instance = bed.instantiated("scalable");
        bed.run(scale(instance, true, 2));
        bed.run(bed.start(instance.id(), TestVnf.heal()));
        assertThat(vnfcs(instance)).hasSize(4);
        assertThat(level(instance)).isEqualTo(3);
    }

    @Test
    void beyondTheAspectsRangeIsRefusedWithTheLevels() {
        var instance = bed.instantiated("scalable");
        refused(instance, true, "workers", 5, 409, "its scale level is 1", "the highest 5");
        refused(instance, false, "workers", 2, 409, "its scale level is 1", "the lowest is 0");
        refused(instance, true, "workers", Integer.MAX_VALUE, 409, "the highest 5");
    }

    @Test
    void beyondTheVdusRangeIsRefused() {
        var instance = bed.instantiated("scalable");
        bed.run(scale(instance, true, 1));
        refused(instance, true, "blocks", 1, 409, "VDU 'VDU1' would have 7 instances", "1 to 6");
    }

    @Test
    void wrongParametersAreRefusedNamingTheMember() {
        var instance = bed.instantiated("scalable");
        refused(instance, true, "masters", 1, 400, "aspectId", "blocks, workers");
        refused(instance, true, "workers", 0, 400, "numberOfSteps");
    }

    @Test
    void whatCannotBeScaledIsRefused() {
        refused(bed.create(), true, "workers", 1, 409, "instantiate it first");
        refused(bed.instantiated("simple"), true, "workers", 1, 409, "has no scaling aspect");
        refused(bed.instantiated("unhooked"), true, "workers", 1, 409, "scale_start and scale_end");
    }

    @Test
    void aVimThatRemovesAnotherVnfcIsFoundOut() {
        var instance = bed.instantiated("scalable");
        UUID operation = scale(instance, false, 1);
        bed.vim.stacks.get("vnf-" + instance.id()).servers().remove("VDU1-0");
        assertThat(bed.run(operation).error().orElseThrow().detail())
                .contains(TestVnf.vnfcs(instance).getFirst().toString(), "were to stay");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aScaleIsFinishedWhereverTheWorkerDies(boolean afterWrite) {
        for (int write = 1; write <= MORE_THAN_A_SCALE_WRITES; write++) {
            var instance = bed.instantiated("scalable");
            UUID out = scale(instance, true, 2);
            dieThenFinish(out, write, afterWrite);
            assertThat(vnfcs(instance)).as("killed at write %s", write).hasSize(4);
            assertThat(level(instance)).isEqualTo(3);
            List<UUID> before = vnfcs(instance);
            UUID in = scale(instance, false, 1);
            dieThenFinish(in, write, afterWrite);
            assertThat(vnfcs(instance)).as("killed at write %s", write).isEqualTo(before.subList(0, 3));
            assertThat(level(instance)).isEqualTo(2);
        }
    }

    private void dieThenFinish(UUID operation, int write, boolean afterWrite) {
        LifecycleEngine dying = bed.engine(store -> new DyingStore(store, write, afterWrite));
        try {
            bed.run(dying, operation);
        } finally {
            dying.runner().close();
        }
        assertThat(bed.run(operation).state()).as("killed at write %s", write).isEqualTo(OperationState.COMPLETED);
    }
}
