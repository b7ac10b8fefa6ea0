package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An engine in memory; the test runs its jobs. */
final class Workbench implements AutoCloseable {
    static final Caller CALLER = new Caller(SmallVnf.PROJECT, "user", false);

    final Script script = new Script();
    final MemoryStore store = new MemoryStore();
    private final LifecyclePorts ports = LifecyclePorts.of(
            store,
            SmallVnf.packages(),
            SmallVnf.vims(),
            List.of(new SmallVim(script)),
            List.of(new SmallDriver(script)),
            Clock.systemUTC());
    final LifecycleEngine engine = new LifecycleEngine(ports);

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    static LcmRequest instantiate() {
        return new LcmRequest.Instantiate("simple", Optional.empty(), List.of(), List.of(), List.of(), nothing());
    }

    static LcmRequest scale(boolean out, int steps) {
        return new LcmRequest.Scale(out, "workers", steps, nothing());
    }

    static LcmRequest heal() {
        return new LcmRequest.Heal(Optional.empty(), List.of(), nothing());
    }

    static LcmRequest terminate() {
        return new LcmRequest.Terminate(false, Optional.empty(), nothing());
    }

    VnfInstance create() {
        return engine.create(CALLER, new CreateVnf(SmallVnf.VNFD, Optional.empty(), Optional.empty(), Map.of()));
    }

    /** An instantiated VNF, of whose making nothing is written down any more. */
    VnfInstance instantiated() {
        UUID id = create().id();
        run(start(id, instantiate()));
        script.ran.clear();
        return engine.instance(CALLER, id);
    }

    UUID start(UUID instance, LcmRequest request) {
        return engine.start(CALLER, instance, request).id();
    }

    /** Runs the operation's job until it is at rest. */
    OperationOccurrence run(UUID operation) {
        engine.runner().run(operation, store.job(operation));
        return occurrence(operation);
    }

    OperationOccurrence occurrence(UUID operation) {
        return engine.occurrence(CALLER, operation);
    }

    /** Another process on the same store. */
    record Process(MemoryStore store, LifecycleEngine engine) implements AutoCloseable {
        Process(Workbench bench) {
            this(bench.store, new LifecycleEngine(bench.ports));
        }

        void run(UUID operation) {
            engine.runner().run(operation, store.job(operation));
        }

        @Override
        public void close() {
            engine.runner().close();
        }
    }

    @Override
    public void close() {
        engine.runner().close();
    }
}
