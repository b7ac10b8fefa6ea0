package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.OperationEvent;
import dev.davit.lifecycle.engine.StepRecord;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    @Test
    void instantiateBuildsTheResourcesAndEndsCompleted() {
        var instance = bed.create();
        var operation = bed.run(bed.start(instance.id(), TestVnf.instantiate("simple")));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.instance(instance.id()).state()).isEqualTo(InstantiationState.INSTANTIATED);
        assertThat(bed.instance(instance.id()).instantiated().orElseThrow().vnfcs())
                .hasSize(1);
        assertThat(operation.changes().vnfcs())
                .singleElement()
                .matches(change -> change.type() == ResourceChanges.Type.ADDED);
    }

    @Test
    void untilCompletedTheInstanceIsNotInstantiated() {
        var instance = bed.create();
        bed.start(instance.id(), TestVnf.instantiate("simple"));
        assertThat(bed.instance(instance.id()).state()).isEqualTo(InstantiationState.NOT_INSTANTIATED);
    }

    @Test
    void theJournalShowsTheStepsInOrder() {
        var operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        bed.run(operation);
        assertThat(bed.lifecycle.steps(CALLER, operation))
                .extracting(step -> step.id().name(), StepRecord::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("grant", StepRecord.State.DONE),
                        org.assertj.core.groups.Tuple.tuple("stack create", StepRecord.State.DONE),
                        org.assertj.core.groups.Tuple.tuple("collect resources", StepRecord.State.DONE));
    }

    @Test
    void eventsTellTheStatesInOrder() {
        var operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        bed.run(operation);
        assertThat(bed.lifecycle.events(CALLER, operation, 0, 1000))
                .filteredOn(event -> event.kind() == OperationEvent.Kind.STATE)
                .extracting(OperationEvent::message)
                .containsExactly("STARTING", "PROCESSING", "COMPLETED");
    }

    @Test
    void aDriverConfiguresHostsSideBySide() {
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("configured")));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.driver.ran)
                .containsExactlyInAnyOrder("install host-a", "start host-a", "install host-b", "start host-b");
    }

    @Test
    void whenOneLaneFailsTheOtherGoesOnToItsEnd() {
        bed.vim.failures.put("install [host-a]", "no space left");
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("configured")));
        assertThat(operation.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(operation.error().orElseThrow().detail()).contains("install [host-a]", "no space left");
        assertThat(bed.driver.ran).containsExactlyInAnyOrder("install host-b", "start host-b");
    }

    @Test
    void theErrorsOfAllLanesAreGathered() {
        bed.vim.failures.put("install [host-a]", "no space left");
        bed.vim.failures.put("start [host-b]", "port in use");
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("configured")));
        assertThat(operation.error().orElseThrow().detail()).contains("no space left", "port in use");
    }

    @Test
    void retryGoesOnFromTheFailedStep() {
        bed.vim.failures.put("start [host-a]", "port in use");
        var id = bed.start(bed.create().id(), TestVnf.instantiate("configured"));
        bed.run(id);
        bed.lifecycle.retry(CALLER, id);
        assertThat(bed.run(id).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.occurrence(id).error()).isEmpty();
        assertThat(bed.driver.ran)
                .containsExactlyInAnyOrder("install host-a", "start host-a", "install host-b", "start host-b");
        assertThat(bed.vim.created).hasSize(1);
    }

    @Test
    void rollbackOfInstantiateTakesEverythingBackLatestFirst() {
        bed.vim.failures.put("start [host-a]", "port in use");
        var instance = bed.create();
        var id = bed.start(instance.id(), TestVnf.instantiate("configured"));
        bed.run(id);
        bed.lifecycle.rollback(CALLER, id);
        assertThat(bed.run(id).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(bed.vim.stacks).isEmpty();
        assertThat(bed.driver.ran).contains("undo start host-a", "undo install host-a", "undo install host-b");
        assertThat(bed.instance(instance.id())).isEqualTo(instance);
    }

    @Test
    void aFailedRollbackCanBeRetriedForward() {
        bed.vim.failures.put("collect resources", "500");
        var id = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        bed.run(id);
        bed.vim.failures.put("undo stack create", "500");
        bed.lifecycle.rollback(CALLER, id);
        assertThat(bed.run(id).state()).isEqualTo(OperationState.FAILED_TEMP);
        bed.lifecycle.retry(CALLER, id);
        assertThat(bed.run(id).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.vim.stacks).hasSize(1);
    }

    @Test
    void instantiateAfterAFailedOneRemovesWhatThatLeft() {
        bed.vim.failures.put("collect resources", "500");
        var instance = bed.create();
        var first = bed.start(instance.id(), TestVnf.instantiate("simple"));
        bed.run(first);
        assertThat(bed.lifecycle.fail(CALLER, first).state()).isEqualTo(OperationState.FAILED);
        var second = bed.run(bed.start(instance.id(), TestVnf.instantiate("simple")));
        assertThat(second.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.vim.created).hasSize(2);
        assertThat(bed.vim.stacks).hasSize(1);
    }

    @Test
    void deletingAfterAFailedInstantiateRemovesWhatItLeft() {
        bed.vim.failures.put("collect resources", "500");
        var instance = bed.create();
        var first = bed.start(instance.id(), TestVnf.instantiate("simple"));
        bed.run(first);
        bed.lifecycle.fail(CALLER, first);
        bed.lifecycle.delete(CALLER, instance.id());
        assertThatThrownBy(() -> bed.instance(instance.id())).isInstanceOf(ProblemException.class);
        var cleaning = bed.lifecycle.occurrences(CALLER, Optional.empty(), 10).getLast();
        assertThat(cleaning.automatic()).isTrue();
        assertThat(bed.run(cleaning.id()).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.vim.stacks).isEmpty();
        long rows = bed.database
                .jdbi()
                .withHandle(h -> h.createQuery("select count(*) from vnf_instance")
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isZero();
    }

    @Test
    void healOfAVnfcReplacesItsServerAndKeepsItsId() {
        var instance = bed.instantiated();
        var vnfc = instance.instantiated().orElseThrow().vnfcs().getFirst();
        var operation = bed.run(bed.start(instance.id(), TestVnf.heal(vnfc.id())));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(operation.changes().vnfcs())
                .singleElement()
                .matches(change -> change.type() == ResourceChanges.Type.MODIFIED
                        && change.element().id().equals(vnfc.id()));
    }

    @Test
    void healOfTheEntireVnfBuildsItAnew() {
        var instance = bed.instantiated();
        bed.run(bed.start(instance.id(), TestVnf.heal()));
        assertThat(bed.vim.created).hasSize(2);
        assertThat(bed.vim.stacks).hasSize(1);
    }

    @Test
    void terminateRemovesEverythingAndTheInstanceCanBeDeleted() {
        var instance = bed.instantiated();
        var operation = bed.run(bed.start(instance.id(), TestVnf.terminate()));
        assertThat(operation.changes().vnfcs())
                .singleElement()
                .matches(change -> change.type() == ResourceChanges.Type.REMOVED);
        assertThat(bed.vim.stacks).isEmpty();
        bed.lifecycle.delete(CALLER, instance.id());
        assertThat(bed.lifecycle.instances(CALLER, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void modifyIsDoneWhenItIsAccepted() {
        var instance = bed.create();
        var operation = bed.lifecycle.start(
                CALLER,
                instance.id(),
                new LcmRequest.ModifyInfo(
                        Optional.of("renamed"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("k", Optional.of("v")),
                        java.util.List.of(),
                        TestVnf.JSON.createObjectNode()));
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.instance(instance.id()).name()).isEqualTo("renamed");
        assertThat(bed.instance(instance.id()).metadata()).containsEntry("k", "v");
    }

    @Test
    void anUnexpectedExceptionLeavesFailedTempWithoutSecrets() {
        var broken = new ScriptedVim();
        bed.vim.failures.put("stack create", "Heat said: wrong password " + TestVnf.VIM_PASSWORD);
        assertThat(broken.stacks).isEmpty();
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("simple")));
        assertThat(operation.error().orElseThrow().detail())
                .contains("wrong password ***")
                .doesNotContain(TestVnf.VIM_PASSWORD);
    }

    /** What the database cannot hold kept an operation from coming to rest, and its instance from everything else. */
    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "half of a pair \ud83d", "\ude00 the other"})
    void anErrorThatCannotBeStoredAsItIsEndsInFailedTempAllTheSame(String said) {
        bed.vim.failures.put("stack create", said);
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("simple")));
        assertThat(operation.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(operation.error().orElseThrow().detail()).doesNotContain("\0");
    }

    @Test
    void unknownFlavourIsRefusedWithTheKnownOnes() {
        var instance = bed.create();
        assertThatThrownBy(() -> bed.start(instance.id(), TestVnf.instantiate("nope")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("simple");
    }

    @Test
    void anUnknownManagementDriverIsRefusedWithTheKnownOnes() {
        var instance = bed.create();
        assertThatThrownBy(() -> bed.start(instance.id(), TestVnf.instantiate("foreign")))
                .hasMessageContaining("not-here")
                .hasMessageContaining("test-driver");
    }

    @Test
    void unknownVnfcsAreRefused() {
        var instance = bed.instantiated();
        assertThatThrownBy(() -> bed.start(instance.id(), TestVnf.heal(UUID.randomUUID())))
                .hasMessageContaining("vnfcInstanceId");
    }

    @Test
    void othersDoNotSeeTheInstance() {
        var instance = bed.create();
        var stranger = new Caller("project-2", "x", false);
        assertThatThrownBy(() -> bed.lifecycle.instance(stranger, instance.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
    }
}
