package dev.davit.server.jobs;

import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.engine.LifecycleEngine;
import dev.davit.lifecycle.engine.LifecyclePorts;
import dev.davit.lifecycle.engine.VnfLifecycle;
import dev.davit.lifecycle.pack.PackageCatalog;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimCatalog;
import dev.davit.server.database.Database;
import dev.davit.server.secret.SecretBox;
import dev.davit.server.store.Outbox;
import dev.davit.server.store.PostgresLifecycleStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** VNF lifecycle management of one server process: engine, store and the jobs that carry operations out. */
public final class LifecycleRuntime implements AutoCloseable {
    private final LifecycleEngine engine;
    private final OperationJobs jobs;

    private LifecycleRuntime(LifecycleEngine engine, OperationJobs jobs) {
        this.engine = engine;
        this.jobs = jobs;
    }

    /**
     * What it works with.
     *
     * @param dataDir names the server among those that share the database
     * @param outbox takes notifications
     */
    public record Parts(
            Database database,
            SecretBox secrets,
            Path dataDir,
            PackageCatalog packages,
            VimCatalog vimCatalog,
            Collection<Vim> vims,
            Collection<ManagementDriver> drivers,
            Outbox outbox,
            Clock clock,
            OperationJobs.Settings settings) {}

    /** Operations that were under way go on before this returns. */
    public static LifecycleRuntime start(Parts parts) {
        // The store tells the jobs, the jobs need the engine, and the engine its store.
        var wakeUp = new AtomicReference<Runnable>(() -> {});
        var store = new PostgresLifecycleStore(
                parts.database().jdbi(),
                parts.secrets(),
                parts.outbox(),
                () -> wakeUp.get().run());
        var engine = new LifecycleEngine(LifecyclePorts.of(
                store,
                parts.packages(),
                parts.vimCatalog(),
                List.copyOf(parts.vims()),
                List.copyOf(parts.drivers()),
                parts.clock()));
        var jobs = OperationJobs.start(
                parts.database().jdbi(),
                parts.database().dataSource(),
                ServerIdentity.of(parts.dataDir()),
                engine.runner(),
                parts.settings());
        wakeUp.set(jobs::wakeUp);
        return new LifecycleRuntime(engine, jobs);
    }

    public VnfLifecycle lifecycle() {
        return engine;
    }

    /** Stops operations where they are; they go on after the next start, or on another server at once. */
    @Override
    public void close() {
        jobs.close();
    }
}
