package dev.davit.driver.kubernetes;

import dev.davit.driver.vm.VmSettings;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.remote.HostKeys;
import dev.davit.remote.RemoteHosts;
import dev.davit.simulator.SimulatedCluster;
import dev.davit.simulator.SimulatedNode;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A driver and a VNF instance whose VMs are simulated. */
final class ClusterBed implements AutoCloseable {
    static final String VIRTUAL_IP = "10.10.0.100";

    final SimulatedCluster cluster = new SimulatedCluster();
    final FakeVims vims = new FakeVims();
    final List<VnfcResourceInfo> vnfcs = new ArrayList<>();
    final Map<String, SimulatedNode> machines = new HashMap<>();
    final ObjectNode additionalParams = parameters();
    FakePackage vnfPackage = FakePackage.plain();
    Duration drainLimit = Duration.ofSeconds(1);
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
                Duration.ofSeconds(30),
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
        return new VnfcResourceInfo(
                id,
                vdu,
                new ResourceHandle(Optional.empty(), UUID.randomUUID().toString(), Optional.of("OS::Nova::Server")),
                List.of(),
                List.of(cp("ssh", machine.sshAddress()), cp("nic", address)),
                metadata);
    }

    private static VnfcResourceInfo.VnfcCpInfo cp(String name, String address) {
        return new VnfcResourceInfo.VnfcCpInfo(
                UUID.randomUUID(),
                name,
                Optional.empty(),
                Optional.empty(),
                new CpProtocolInfo(
                        Optional.empty(), List.of(new CpProtocolInfo.Address("IPV4", address, Optional.empty(), true))),
                Optional.empty());
    }

    /** A worker's or master's VM is replaced by a new one at the same address. */
    void replace(VnfcResourceInfo vnfc) {
        String address = address(vnfc);
        cluster.destroy(address);
        vnfcs.set(vnfcs.indexOf(vnfc), vnfc(vnfc.id(), vnfc.vduId(), address, vnfc.metadata()));
    }

    static String address(VnfcResourceInfo vnfc) {
        return vnfc.cp("nic").orElseThrow().protocol().addresses().getFirst().address();
    }

    VnfInstance instance() {
        var info = new InstantiatedVnfInfo(
                "simple",
                "default",
                "STARTED",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                vnfcs,
                List.of(),
                List.of(),
                List.of(),
                additionalParams,
                Map.of("cp.vip_CP.fixedAddress", VIRTUAL_IP));
        return new VnfInstance(
                instanceId,
                "project",
                "vnf",
                Optional.empty(),
                "vnfd",
                "Davit",
                "kubernetes",
                "1.0",
                "1.0",
                vnfPackage.id(),
                Map.of(),
                List.of(),
                InstantiationState.INSTANTIATED,
                Optional.of(info),
                Instant.EPOCH);
    }

    DriverWork work(Optional<ScaleWork> scale) {
        var flavour = new DeploymentFlavour(
                "simple",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new ScalingAspect("master_instance", "", "", 2, Map.of("masterNode", 1)),
                        new ScalingAspect("worker_instance", "", "", 8, Map.of("workerNode", 1))),
                List.of(),
                "default",
                List.of(),
                Map.of());
        return new DriverWork(UUID.randomUUID(), instance(), vnfPackage, flavour, additionalParams, scale);
    }

    EngineRun instantiate() {
        return run(LifecycleHook.INSTANTIATE_END, INSTANTIATE, Optional.empty());
    }

    EngineRun run(LifecycleHook hook, LcmRequest request, Optional<ScaleWork> scale) {
        List<Phase> phases = driver().hook(hook, work(scale), request);
        return new EngineRun(instance(), phases);
    }

    /** A cluster that stands. */
    ClusterBed ready() throws Exception {
        EngineRun run = instantiate();
        if (!run.proceed()) {
            throw new AssertionError(run.failures + "\n" + run.told());
        }
        return this;
    }

    static final LcmRequest.Instantiate INSTANTIATE = new LcmRequest.Instantiate(
            "simple",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            JsonMapper.shared().createObjectNode());

    static LcmRequest.Heal heal(VnfcResourceInfo... vnfcs) {
        return new LcmRequest.Heal(
                Optional.empty(),
                java.util.Arrays.stream(vnfcs).map(VnfcResourceInfo::id).toList(),
                JsonMapper.shared().createObjectNode());
    }

    ArrayNode registries() {
        return ((ObjectNode) additionalParams.get("k8s_cluster_installation_param"))
                .withArray("private_registry_connection_info");
    }

    private static ObjectNode parameters() {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"k8s_cluster_installation_param": {
                    "script_path": "Scripts/install_k8s_cluster.sh", "vim_name": "cluster",
                    "master_node": {
                        "aspect_id": "master_instance", "ssh_cp_name": "ssh", "nic_cp_name": "nic",
                        "username": "ubuntu", "password": "ubuntu", "cluster_cp_name": "vip_CP"},
                    "worker_node": {
                        "aspect_id": "worker_instance", "ssh_cp_name": "ssh", "nic_cp_name": "nic",
                        "username": "ubuntu", "password": "ubuntu"}}}
                """);
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
