package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.store.LostOwnershipException;
import dev.davit.lifecycle.store.RunUpdate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write, who must wait, and how an operation is stopped. */
class OwnershipTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    private UUID startHeldAt(String step) throws InterruptedException {
        bed.vim.hold(step);
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        running = CompletableFuture.runAsync(() -> bed.run(bed.engine, operation), Thread::startVirtualThread);
        assertThat(bed.vim.reached.get(step).await(10, TimeUnit.SECONDS)).isTrue();
        return operation;
    }

    private CompletableFuture<Void> running;

    private void letGo(String step) {
        bed.vim.held.remove(step).countDown();
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409));
    }

    @Test
    void aWriteWithAnOlderEpochIsRefused() {
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        var first = bed.store.claim(operation, 0).orElseThrow().occurrence();
        assertThat(bed.store.claim(operation, 0)).isPresent();
        var late = new RunUpdate(
                operation,
                first.epoch(),
                List.of(),
                List.of(),
                9,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
        assertThatThrownBy(() -> bed.store.commit(late)).isInstanceOf(LostOwnershipException.class);
    }

    @Test
    void aWorkerThatWasTakenOverStopsAndChangesNothing() throws Exception {
        UUID operation = startHeldAt("collect resources");
        var second = bed.engine(store -> store);
        bed.vim.held.clear();
        bed.run(second, operation);
        second.runner().close();
        running.get(10, TimeUnit.SECONDS);
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.vim.created).hasSize(1);
    }

    @Test
    void aJobOfAnEarlierAttemptDoesNothing() {
        bed.vim.failures.put("stack create", "failed");
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        bed.run(operation);
        bed.lifecycle.retry(CALLER, operation);
        bed.engine.runner().run(operation, 0);
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.PROCESSING);
    }

    @Test
    void aForcefulCancelInterruptsTheRunningStep() throws Exception {
        UUID operation = startHeldAt("collect resources");
        bed.lifecycle.cancel(CALLER, operation, "FORCEFUL");
        running.get(10, TimeUnit.SECONDS);
        var cancelled = bed.occurrence(operation);
        assertThat(cancelled.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(cancelled.isCancelPending()).isFalse();
        assertThat(cancelled.error().orElseThrow().title()).isEqualTo("Cancelled");
    }

    @Test
    void aGracefulCancelLetsTheRunningStepEndAndBeginsNoOther() throws Exception {
        UUID operation = startHeldAt("stack create");
        bed.lifecycle.cancel(CALLER, operation, "GRACEFUL");
        assertThat(bed.occurrence(operation).isCancelPending()).isTrue();
        letGo("stack create");
        running.get(10, TimeUnit.SECONDS);
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(bed.vim.stacks).hasSize(1);
        assertThat(bed.lifecycle.steps(CALLER, operation)).hasSize(2);
    }

    @Test
    void aCancelThroughAnotherProcessIsSeen() throws Exception {
        UUID operation = startHeldAt("collect resources");
        var other = bed.engine(store -> store);
        other.cancel(CALLER, operation, "FORCEFUL");
        other.runner().close();
        running.get(10, TimeUnit.SECONDS);
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
    }

    @Test
    void aCancelBeforeAnythingWasDoneRollsBack() {
        var instance = bed.create();
        UUID operation = bed.start(instance.id(), TestVnf.instantiate("simple"));
        bed.lifecycle.cancel(CALLER, operation, "GRACEFUL");
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.ROLLED_BACK);
        assertThat(bed.instance(instance.id())).isEqualTo(instance);
    }

    @Test
    void afterACancelRetryGoesOn() throws Exception {
        UUID operation = startHeldAt("collect resources");
        bed.lifecycle.cancel(CALLER, operation, "FORCEFUL");
        running.get(10, TimeUnit.SECONDS);
        bed.vim.held.clear();
        bed.lifecycle.retry(CALLER, operation);
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void anEndingProcessLeavesTheOperationToBeContinued() throws Exception {
        UUID operation = startHeldAt("collect resources");
        bed.engine.runner().close();
        running.get(10, TimeUnit.SECONDS);
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.PROCESSING);
        bed.vim.held.clear();
        var next = bed.engine(store -> store);
        assertThat(bed.run(next, operation)).isTrue();
        next.runner().close();
        assertThat(bed.occurrence(operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(bed.vim.created).hasSize(1);
    }

    @Test
    void aFollowerIsWokenByAnEvent() throws Exception {
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        long last = bed.lifecycle.events(CALLER, operation, 0, 100).getLast().sequence();
        var follower = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (bed.lifecycle.events(CALLER, operation, last, 1).isEmpty()) {
                            bed.lifecycle.awaitEvents(operation, last, java.time.Duration.ofSeconds(10));
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Thread::startVirtualThread);
        bed.run(operation);
        follower.get(5, TimeUnit.SECONDS);
        assertThat(follower).isCompleted();
    }

    @Test
    void notInstantiatedAllowsOnlyInstantiate() {
        UUID instance = bed.create().id();
        assertConflict(() -> bed.start(instance, TestVnf.terminate()));
        assertConflict(() -> bed.start(instance, TestVnf.heal()));
        assertConflict(() -> bed.start(instance, new LcmRequest.Scale(true, "a", 1, TestVnf.JSON.createObjectNode())));
    }

    @Test
    void instantiatedAllowsNeitherInstantiateNorDelete() {
        UUID instance = bed.instantiated().id();
        assertConflict(() -> bed.start(instance, TestVnf.instantiate("simple")));
        assertConflict(() -> bed.lifecycle.delete(CALLER, instance));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOperationUnderWayOrFailedBlocksAllOthers(boolean failed) {
        bed.vim.failures.put("stack create", "failed");
        UUID instance = bed.create().id();
        UUID operation = bed.start(instance, TestVnf.instantiate("simple"));
        if (failed) {
            bed.run(operation);
        }
        assertConflict(() -> bed.start(instance, TestVnf.instantiate("simple")));
        assertConflict(() -> bed.start(instance, TestVnf.terminate()));
        assertConflict(() -> bed.start(instance, TestVnf.heal()));
        assertConflict(() -> bed.lifecycle.delete(CALLER, instance));
    }

    @Test
    void onlyFailedTempCanBeRetriedRolledBackOrFailed() {
        UUID operation = bed.start(bed.create().id(), TestVnf.instantiate("simple"));
        for (boolean done : List.of(false, true)) {
            if (done) {
                bed.run(operation);
            }
            assertConflict(() -> bed.lifecycle.retry(CALLER, operation));
            assertConflict(() -> bed.lifecycle.rollback(CALLER, operation));
            assertConflict(() -> bed.lifecycle.fail(CALLER, operation));
        }
        assertConflict(() -> bed.lifecycle.cancel(CALLER, operation, "GRACEFUL"));
    }

    @Test
    void terminateAndHealCannotBeRolledBack() {
        var instance = bed.instantiated();
        bed.vim.failures.put("stack delete", "failed");
        UUID operation = bed.start(instance.id(), TestVnf.terminate());
        assertThat(bed.run(operation).state()).isEqualTo(OperationState.FAILED_TEMP);
        assertConflict(() -> bed.lifecycle.rollback(CALLER, operation));
    }

    @Test
    void twoAtOnceOnOneInstanceLetOnlyOneStart() throws Exception {
        UUID instance = bed.create().id();
        var attempts = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                bed.start(instance, TestVnf.instantiate("simple"));
                                return 202;
                            } catch (ProblemException e) {
                                return e.problem().status();
                            }
                        },
                        Thread::startVirtualThread))
                .toList();
        int accepted = 0;
        for (var attempt : attempts) {
            int status = attempt.get(20, TimeUnit.SECONDS);
            assertThat(status).isIn(202, 409);
            accepted += status == 202 ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(1);
    }
}
