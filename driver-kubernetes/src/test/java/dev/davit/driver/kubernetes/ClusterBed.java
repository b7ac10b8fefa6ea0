package dev.davit.driver.kubernetes;

import dev.davit.driver.vm.VmSettings;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.remote.HostKeys;
import dev.davit.remote.RemoteHosts;
import dev.davit.simulator.SimulatedCluster;
import dev.davit.simulator.SimulatedNode;
import dev.davit.testbed.LanesRun;
import dev.davit.testbed.Requests;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A driver and a VNF instance whose VMs are simulated. */
final class ClusterBed implements AutoCloseable {
    final SimulatedCluster cluster = new SimulatedCluster();
    final FakeVims vims = new FakeVims();
    final List<VnfcResourceInfo> vnfcs = new ArrayList<>();
    final Map<String, SimulatedNode> machines = new HashMap<>();
    final ObjectNode additionalParams = TestVnf.parameters();
    OnboardedPackage vnfPackage = ScriptPackage.with(Map.of());
    Duration drainLimit = Duration.ofSeconds(3);
    Duration scriptLimit = Duration.ofSeconds(30);
    private final UUID instanceId = UUID.randomUUID();
    private final RemoteHosts hosts = new RemoteHosts(HostKeys.inMemory());

    static ClusterBed of(int masters, int workers) {
        var bed = new ClusterBed();
        for (int i = 0; i < masters; i++) {
            bed.add("masterNode", "10.10.0." + (11 + i));
        }
        for (int i = 0; i < workers; i++) {
            bed.add("workerNode", "10.10.0." + (51 + i));
        }
        return bed;
    }

    KubernetesDriver driver() {
        var settings = new KubernetesSettings(
                new VmSettings(cluster.port(), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20)),
                scriptLimit,
                Duration.ofSeconds(5),
                drainLimit,
                Duration.ofSeconds(5),
                1 << 20,
                Duration.ofMillis(50),
                Duration.ofMillis(20));
        return new KubernetesDriver(hosts, settings, vims);
    }

    VnfcResourceInfo add(String vdu, String address) {
        VnfcResourceInfo vnfc = vnfc(UUID.randomUUID(), vdu, address, Map.of());
        vnfcs.add(vnfc);
        return vnfc;
    }

    /** A VNFC with a machine of its own. */
    VnfcResourceInfo vnfc(UUID id, String vdu, String address, Map<String, String> metadata) {
        SimulatedNode machine = cluster.machine(address);
        machines.put(address, machine);
        return TestVnf.vnfc(id, vdu, machine.sshAddress(), address, metadata);
    }

    /** A worker's or master's VM is replaced by a new one at the same address. */
    void replace(VnfcResourceInfo vnfc) {
        cluster.destroy(TestVnf.address(vnfc));
        renew(vnfc);
    }

    /** The same for a VM that is gone already. */
    void renew(VnfcResourceInfo vnfc) {
        String address = TestVnf.address(vnfc);
        vnfcs.set(vnfcs.indexOf(vnfc), vnfc(vnfc.id(), vnfc.vduId(), address, vnfc.metadata()));
    }

    VnfInstance instance() {
        return TestVnf.instance(instanceId, vnfcs, additionalParams);
    }

    DriverWork work(Optional<ScaleWork> scale) {
        return TestVnf.work(instance(), vnfPackage, additionalParams, scale);
    }

    LanesRun instantiate() {
        return run(LifecycleHook.INSTANTIATE_END, Requests.instantiate(), Optional.empty());
    }

    LanesRun run(LifecycleHook hook, LcmRequest request, Optional<ScaleWork> scale) {
        List<Phase> phases = driver().hook(hook, work(scale), request);
        return new LanesRun(instance(), phases);
    }

    /** A heal as one operation, in which later steps know what earlier ones have reported. */
    LanesRun wholeHeal(VnfcResourceInfo vnfc) {
        LcmRequest request = heal(vnfc);
        var phases = new ArrayList<>(driver().hook(LifecycleHook.HEAL_START, work(Optional.empty()), request));
        phases.add(Phase.sequence("replace", new Step() {
            @Override
            public StepId id() {
                return StepId.of("replace");
            }

            @Override
            public StepResult run(StepContext context) {
                replace(vnfc);
                return StepResult.nothing().changing(before -> instance());
            }
        }));
        phases.addAll(driver().hook(LifecycleHook.HEAL_END, work(Optional.empty()), request));
        return new LanesRun(instance(), phases);
    }

    /** A cluster that stands. */
    ClusterBed ready() throws Exception {
        LanesRun run = instantiate();
        if (!run.proceed()) {
            throw new AssertionError(run.failures() + "\n" + run.told());
        }
        return this;
    }

    static LcmRequest.Heal heal(VnfcResourceInfo... vnfcs) {
        return Requests.heal(Arrays.stream(vnfcs).map(VnfcResourceInfo::id).toArray(UUID[]::new));
    }

    ArrayNode registries() {
        return ((ObjectNode) additionalParams.get("k8s_cluster_installation_param"))
                .withArray("private_registry_connection_info");
    }

    @Override
    public void close() throws Exception {
        try {
            hosts.close();
        } finally {
            cluster.close();
        }
    }
}
