package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has the script install the container runtime alone, so that registries can be wired before kubeadm needs them. */
public final class InstallRuntime extends NodeStep {
    private final ScriptRun script;

    public InstallRuntime(Cluster cluster, Vm vm, InstallScript script) {
        super(cluster, vm, "install runtime");
        this.script = new ScriptRun(cluster, script);
    }

    /** @return runtime, and what images the cluster needs: node-images on every node, master-images on masters too */
    private static Map<String, String> facts(CommandResult result) {
        return Stream.of("runtime", "node-images", "master-images")
                .collect(Collectors.toMap(
                        name -> name, name -> ScriptRun.value(result, name).orElse("")));
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (VmSession session = node.vm().connect(context, JoinSecrets::mask)) {
            CommandResult result = script.call(session, topology, node, List.of("--runtime-only"), List.of());
            return StepResult.of(Effect.CHANGED, facts(result));
        }
    }
}
