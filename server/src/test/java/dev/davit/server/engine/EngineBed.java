package dev.davit.server.engine;

import dev.davit.lifecycle.engine.Caller;
import dev.davit.lifecycle.engine.CreateVnf;
import dev.davit.lifecycle.engine.LifecycleEngine;
import dev.davit.lifecycle.engine.LifecyclePorts;
import dev.davit.lifecycle.engine.RunSuspendedException;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.pack.PackageCatalog;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.server.database.TestDatabase;
import dev.davit.server.store.JobRow;
import dev.davit.server.store.Outbox;
import dev.davit.server.store.PostgresLifecycleStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An engine on a real database whose jobs the test runs itself, one by one. */
final class EngineBed implements AutoCloseable {
    static final Caller CALLER = new Caller(TestVnf.PROJECT, "user", false);

    final TestDatabase database = TestDatabase.create();
    final ScriptedVim vim = new ScriptedVim();
    final ScriptedDriver driver = new ScriptedDriver(vim);
    final PackageCatalog packages = TestVnf.packages();
    final LifecycleStore store;
    final LifecycleEngine engine;
    final VnfLifecycle lifecycle;

    EngineBed() {
        this(Outbox.NONE);
    }

    EngineBed(Outbox outbox) {
        this.store = new PostgresLifecycleStore(database.jdbi(), database.secrets(), outbox, () -> {});
        this.engine = engine(UnaryOperator.identity());
        this.lifecycle = engine;
    }

    /** Another process on the same database. */
    LifecycleEngine engine(UnaryOperator<LifecycleStore> around) {
        return new LifecycleEngine(LifecyclePorts.of(
                around.apply(store), packages, TestVnf.vims(), List.of(vim), List.of(driver), Clock.systemUTC()));
    }

    VnfInstance create() {
        return lifecycle.create(CALLER, new CreateVnf(TestVnf.VNFD, Optional.empty(), Optional.empty(), Map.of()));
    }

    VnfInstance instantiated() {
        return instantiated("simple");
    }

    VnfInstance instantiated(String flavour) {
        VnfInstance instance = create();
        run(start(instance.id(), TestVnf.instantiate(flavour)));
        return instance(instance.id());
    }

    UUID start(UUID instance, LcmRequest request) {
        return lifecycle.start(CALLER, instance, request).id();
    }

    VnfInstance instance(UUID id) {
        return lifecycle.instance(CALLER, id);
    }

    OperationOccurrence occurrence(UUID id) {
        return lifecycle.occurrence(CALLER, id);
    }

    /** Runs the operation's queued job to its end. */
    OperationOccurrence run(UUID operation) {
        run(engine, operation);
        return occurrence(operation);
    }

    /** @return whether the operation came to rest */
    boolean run(LifecycleEngine process, UUID operation) {
        JobRow job = job(operation);
        try {
            process.runner().run(operation, job.epoch());
            return true;
        } catch (RunSuspendedException e) {
            return false;
        }
    }

    JobRow job(UUID operation) {
        return database.jdbi()
                .withHandle(handle ->
                        handle
                                .createQuery("""
                        select task_instance from scheduled_tasks where task_instance like :operation || '/%'
                        """)
                                .bind("operation", operation.toString())
                                .mapTo(String.class)
                                .list()
                                .stream()
                                .map(JobRow::parse)
                                .max(java.util.Comparator.comparingLong(JobRow::epoch))
                                .orElseThrow());
    }

    @Override
    public void close() {
        engine.runner().close();
        database.close();
    }
}
