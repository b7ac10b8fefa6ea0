package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.vnfpackage.csar.PackagePath;
import java.util.List;

/** Runs the package's script for Helm on a master. Where there is a helm, nothing is done, so it can be run again. */
public final class InstallHelm extends NodeStep {
    private final ScriptRun script;

    public InstallHelm(Cluster cluster, Vm vm, PackagePath script) {
        super(cluster, vm, "install helm");
        this.script = new ScriptRun(cluster, InstallScript.plain(script));
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (VmSession session = node.vm().connect(context)) {
            if (session.ask(Command.of("sh", "-c", "command -v helm")).succeeded()) {
                return StepResult.nothing();
            }
            CommandResult result = script.run(session, topology, node, List.of(), List.of());
            if (!result.succeeded()) {
                throw Failures.of(
                        "Helm cannot be installed on node " + node,
                        session.host(),
                        result,
                        "Check helm_installation_script_path, then retry.");
            }
            return StepResult.of(Effect.CREATED);
        }
    }
}
