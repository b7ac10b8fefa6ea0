package dev.davit.server.engine;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimWork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A cloud in memory that behaves: stacks with one server per VDU, found again by name. It can be told to fail or to hold a
 * step, and it keeps account of what was created.
 */
final class ScriptedVim implements Vim {
    /** @param servers name of the resource, which is VDU and number, to server id */
    record Stack(String id, Map<String, String> servers) {}

    final Map<String, Stack> stacks = new ConcurrentHashMap<>();
    final List<String> created = new CopyOnWriteArrayList<>();
    final Map<String, String> failures = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> reached = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** The step will run until it is interrupted, cancelled or let go. */
    CountDownLatch hold(String step) {
        reached.put(step, new CountDownLatch(1));
        var gate = new CountDownLatch(1);
        held.put(step, gate);
        return gate;
    }

    @Override
    public String type() {
        return "openstack";
    }

    @Override
    public List<String> check(RegisteredVim vim) {
        return List.of("RegionOne");
    }

    @Override
    public List<Phase> instantiate(VimWork work) {
        return List.of(Phase.sequence("resources", create(work), collect(work)));
    }

    @Override
    public List<Phase> scale(VimWork work, ScaleWork scale) {
        Step change = scale.out() ? add(work, scale) : remove(work, scale);
        return List.of(Phase.sequence("resources", change, collect(work)));
    }

    private Step add(VimWork work, ScaleWork scale) {
        var before = work.level().instances();
        return step(
                StepId.of("scale out"),
                context -> {
                    var servers = stacks.get(name(work)).servers();
                    int old = servers.size();
                    work.flavour()
                            .aspect(scale.aspectId())
                            .orElseThrow()
                            .stepInstances()
                            .forEach((vdu, delta) -> {
                                int wanted = before.get(vdu) + delta * scale.numberOfSteps();
                                for (int i = before.get(vdu); i < wanted; i++) {
                                    servers.computeIfAbsent(resource(vdu, i), r -> "server-" + UUID.randomUUID());
                                }
                            });
                    return StepResult.of(servers.size() == old ? Effect.NOTHING : Effect.CREATED);
                },
                context -> stacks.get(name(work))
                        .servers()
                        .keySet()
                        .removeIf(resource -> number(resource) >= before.get(vdu(resource))));
    }

    private Step remove(VimWork work, ScaleWork scale) {
        return step("scale in", context -> {
            boolean removed = stacks.get(name(work))
                    .servers()
                    .keySet()
                    .removeIf(resource -> scale.leaving().contains(vnfcId(work, resource)));
            return StepResult.of(removed ? Effect.REMOVED : Effect.NOTHING);
        });
    }

    private static String resource(String vdu, int number) {
        return vdu + "-" + number;
    }

    private static String vdu(String resource) {
        return resource.substring(0, resource.lastIndexOf('-'));
    }

    private static int number(String resource) {
        return Integer.parseInt(resource.substring(resource.lastIndexOf('-') + 1));
    }

    private static UUID vnfcId(VimWork work, String resource) {
        return UUID.nameUUIDFromBytes((work.instanceId() + resource).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Phase> terminate(VimWork work) {
        return List.of(Phase.sequence("resources", step("stack delete", context -> delete(work))));
    }

    @Override
    public List<Phase> healVnfcs(VimWork work, List<UUID> vnfcInstanceIds) {
        return List.of(Phase.sequence(
                "resources",
                step("replace servers", context -> {
                    for (UUID id : vnfcInstanceIds) {
                        var vnfc = context.instance()
                                .instantiated()
                                .orElseThrow()
                                .vnfc(id)
                                .orElseThrow();
                        stacks.get(name(work))
                                .servers()
                                .put(vnfc.metadata().get("resource"), "server-" + UUID.randomUUID());
                    }
                    return StepResult.of(Effect.CHANGED);
                }),
                collect(work)));
    }

    @Override
    public List<Phase> healEntireVnf(VimWork work) {
        return List.of(Phase.sequence(
                "resources", step("stack delete", context -> delete(work)), create(work), collect(work)));
    }

    @Override
    public void removePackage(RegisteredVim vim, UUID packageId) {}

    private static String name(VimWork work) {
        return "vnf-" + work.instanceId();
    }

    private StepResult delete(VimWork work) {
        return stacks.remove(name(work)) == null ? StepResult.nothing() : StepResult.of(Effect.REMOVED);
    }

    private Step create(VimWork work) {
        return new Scripted(
                StepId.of("stack create"),
                context -> {
                    String name = name(work);
                    if (stacks.containsKey(name)) {
                        if (!context.repeated()) {
                            throw StepFailedException.of("409 stack " + name + " exists already", "delete it");
                        }
                        return StepResult.of(
                                Effect.NOTHING,
                                Map.of("stack_id", stacks.get(name).id()));
                    }
                    var servers = new ConcurrentSkipListMap<String, String>();
                    work.level().instances().forEach((vdu, count) -> {
                        for (int i = 0; i < count; i++) {
                            servers.put(resource(vdu, i), "server-" + UUID.randomUUID());
                        }
                    });
                    var stack = new Stack(UUID.randomUUID().toString(), servers);
                    stacks.put(name, stack);
                    created.add(name);
                    return StepResult.of(Effect.CREATED, Map.of("stack_id", stack.id()));
                },
                context -> stacks.remove(name(work)));
    }

    private Step collect(VimWork work) {
        return step("collect resources", context -> {
            Stack stack = stacks.get(name(work));
            return StepResult.of(Effect.NOTHING).changing(instance -> {
                InstantiatedVnfInfo info = instance.instantiated().orElseThrow();
                var vnfcs = new ArrayList<VnfcResourceInfo>();
                stack.servers()
                        .forEach((resource, server) -> vnfcs.add(new VnfcResourceInfo(
                                vnfcId(work, resource),
                                vdu(resource),
                                new ResourceHandle(
                                        Optional.of(work.vim().id().toString()),
                                        server,
                                        Optional.of("OS::Nova::Server")),
                                List.of(),
                                List.of(),
                                Map.of("resource", resource))));
                return instance.withInstantiated(Optional.of(info.withResources(new VnfResources(
                        List.of(), vnfcs, List.of(), List.of(), List.of(), Map.of("stack", stack.id())))));
            });
        });
    }

    interface Code {
        StepResult run(StepContext context) throws StepFailedException, InterruptedException;
    }

    interface Undo {
        void run(StepContext context) throws StepFailedException, InterruptedException;
    }

    Step step(String name, Code code) {
        return new Scripted(StepId.of(name), code, context -> {});
    }

    Step step(StepId id, Code code, Undo undo) {
        return new Scripted(id, code, undo);
    }

    private final class Scripted implements Step {
        private final StepId id;
        private final Code code;
        private final Undo undo;

        Scripted(StepId id, Code code, Undo undo) {
            this.id = id;
            this.code = code;
            this.undo = undo;
        }

        @Override
        public StepId id() {
            return id;
        }

        @Override
        public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
            script(id.toString(), context);
            return code.run(context);
        }

        @Override
        public void undo(StepContext context) throws StepFailedException, InterruptedException {
            script("undo " + id, context);
            undo.run(context);
        }
    }

    private void script(String step, StepContext context) throws StepFailedException, InterruptedException {
        Optional.ofNullable(reached.get(step)).ifPresent(CountDownLatch::countDown);
        CountDownLatch gate = held.get(step);
        while (gate != null && gate.getCount() > 0) {
            context.pause(Duration.ofMillis(5));
        }
        String failure = failures.remove(step);
        if (failure != null) {
            throw StepFailedException.of(failure, "try again");
        }
    }
}
