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

/** Begins the cluster on its first master. A finished node is left alone, so it can be run again. */
public final class FirstMaster extends NodeStep {
    private final ScriptRun script;

    public FirstMaster(Cluster cluster, Vm vm, InstallScript script) {
        super(cluster, vm, "install first master");
        this.script = new ScriptRun(cluster, script);
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (VmSession session = node.vm().connect(context, JoinSecrets::mask)) {
            script.awaitEarlier(session, node);
            if (Finished.is(session, cluster, context, topology, node)) {
                context.progress(node + " is installed already");
                return StepResult.nothing();
            }
            CommandResult result = script.call(session, topology, node, arguments(cluster, topology), List.of());
            Finished.mark(session, context, node);
            return StepResult.of(Effect.CREATED, ScriptRun.facts(result));
        }
    }

    /** What all masters get. */
    static List<String> arguments(Cluster cluster, Topology topology) {
        return List.of(
                "-m",
                String.join(",", topology.masterAddresses()),
                "-i",
                topology.clusterAddress(),
                "-p",
                cluster.parameters().network().pods().text(),
                "-a",
                cluster.parameters().network().services().text());
    }
}
