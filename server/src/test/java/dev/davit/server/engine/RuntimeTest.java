package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.engine.CreateVnf;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.server.database.TestDatabase;
import dev.davit.server.jobs.LifecycleRuntime;
import dev.davit.server.jobs.OperationJobs;
import dev.davit.server.store.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes: jobs are taken from the database, and taken over. */
@Timeout(60)
class RuntimeTest {
    private static final OperationJobs.Settings QUICK =
            new OperationJobs.Settings(200, Duration.ofMillis(300), 4, Duration.ofMillis(200), Optional.empty());

    private final TestDatabase database = TestDatabase.create();
    private final ScriptedVim vim = new ScriptedVim();
    private final List<LifecycleRuntime> processes = new ArrayList<>();

    @TempDir
    Path otherDataDir;

    @AfterEach
    void close() {
        processes.forEach(LifecycleRuntime::close);
        database.close();
    }

    private LifecycleRuntime process(Path dataDir) {
        var process = LifecycleRuntime.start(new LifecycleRuntime.Parts(
                database.database(),
                database.secrets(),
                dataDir,
                TestVnf.packages(),
                TestVnf.vims(),
                List.of(vim),
                List.of(new ScriptedDriver(vim)),
                Outbox.NONE,
                Clock.systemUTC(),
                QUICK));
        processes.add(process);
        return process;
    }

    private static UUID instantiate(VnfLifecycle lifecycle) {
        var instance =
                lifecycle.create(CALLER, new CreateVnf(TestVnf.VNFD, Optional.empty(), Optional.empty(), Map.of()));
        return lifecycle
                .start(CALLER, instance.id(), TestVnf.instantiate("simple"))
                .id();
    }

    private static OperationOccurrence awaitRest(VnfLifecycle lifecycle, UUID operation) throws InterruptedException {
        while (true) {
            var occurrence = lifecycle.occurrence(CALLER, operation);
            if (!occurrence.state().isActive()) {
                return occurrence;
            }
            lifecycle.awaitEvents(operation, lastEvent(lifecycle, operation), Duration.ofMillis(300));
        }
    }

    private static long lastEvent(VnfLifecycle lifecycle, UUID operation) {
        var events = lifecycle.events(CALLER, operation, 0, 1000);
        return events.isEmpty() ? 0 : events.getLast().sequence();
    }

    @Test
    void anAcceptedOperationIsCarriedOut() throws Exception {
        var lifecycle = process(database.dataDir()).lifecycle();
        assertThat(awaitRest(lifecycle, instantiate(lifecycle)).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void aRestartedProcessGoesOnAtOnce() throws Exception {
        vim.hold("collect resources");
        var first = process(database.dataDir());
        UUID operation = instantiate(first.lifecycle());
        assertThat(vim.reached.get("collect resources").await(10, TimeUnit.SECONDS))
                .isTrue();
        first.close();
        vim.held.clear();
        var lifecycle = process(database.dataDir()).lifecycle();
        assertThat(awaitRest(lifecycle, operation).state()).isEqualTo(OperationState.COMPLETED);
        assertThat(vim.created).hasSize(1);
    }

    @Test
    void whatADeadPredecessorHeldIsTakenAtOnce() throws Exception {
        var lifecycle = process(otherDataDir).lifecycle();
        processes.removeFirst().close();
        UUID operation = instantiate(lifecycle);
        holdJobAs(dev.davit.server.jobs.ServerIdentity.of(database.dataDir()).name(), "now()");
        var next = process(database.dataDir()).lifecycle();
        assertThat(awaitRest(next, operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void whatADeadStrangerHeldIsTakenOverWhenItsLeaseIsOut() throws Exception {
        var lifecycle = process(otherDataDir).lifecycle();
        processes.removeFirst().close();
        UUID operation = instantiate(lifecycle);
        holdJobAs("davit-stranger", "now()");
        var next = process(database.dataDir()).lifecycle();
        assertThat(awaitRest(next, operation).state()).isEqualTo(OperationState.COMPLETED);
    }

    private void holdJobAs(String name, String heartbeat) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update scheduled_tasks set picked = true, picked_by = :name, last_heartbeat = "
                                        + heartbeat)
                        .bind("name", name)
                        .execute());
    }

    @Test
    void fiftyAtOnceAreAllCompleted() throws Exception {
        var lifecycle = process(database.dataDir()).lifecycle();
        awaitRest(lifecycle, instantiate(lifecycle));
        long start = System.nanoTime();
        awaitRest(lifecycle, instantiate(lifecycle));
        long one = (System.nanoTime() - start) / 1_000_000;
        start = System.nanoTime();
        var operations = new ArrayList<UUID>();
        for (int i = 0; i < 50; i++) {
            operations.add(instantiate(lifecycle));
        }
        for (UUID operation : operations) {
            assertThat(awaitRest(lifecycle, operation).state()).isEqualTo(OperationState.COMPLETED);
        }
        long fifty = (System.nanoTime() - start) / 1_000_000;
        System.out.println("create and instantiate: one " + one + " ms, fifty " + fifty + " ms");
        assertThat(vim.stacks).hasSize(52);
        assertThat(fifty).isLessThan(20_000);
    }

    @Test
    void twoProcessesShareTheWork() throws Exception {
        var one = process(database.dataDir()).lifecycle();
        var two = process(otherDataDir).lifecycle();
        var operations = new ArrayList<UUID>();
        for (int i = 0; i < 20; i++) {
            operations.add(instantiate(i % 2 == 0 ? one : two));
        }
        for (UUID operation : operations) {
            assertThat(awaitRest(one, operation).state()).isEqualTo(OperationState.COMPLETED);
        }
        assertThat(vim.created).hasSize(20);
    }
}
