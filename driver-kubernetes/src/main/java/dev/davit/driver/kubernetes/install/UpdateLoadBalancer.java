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
import dev.davit.remote.Command;
import java.util.List;
import java.util.Optional;

/**
 * Lets the load balancer on a master know all masters. A script with that stage renders its own files; for any other one the
 * driver writes HAProxy's whole configuration, unless the one that is there has exactly these masters behind it (keepalived
 * needs no change then: it knows the virtual IP, not the masters). So a second run does nothing. A master that is down is
 * passed over.
 */
public final class UpdateLoadBalancer extends NodeStep {
    private final InstallScript script;

    public UpdateLoadBalancer(Cluster cluster, Vm vm, InstallScript script) {
        super(cluster, vm, "update load balancer");
        this.script = script;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        if (!topology.isHighlyAvailable()) {
            return StepResult.nothing();
        }
        Optional<VmSession> up = StandingNode.connect(cluster, context, topology, node);
        if (up.isEmpty()) {
            return StepResult.nothing();
        }
        try (VmSession session = up.get()) {
            if (script.hasLoadBalancerStage()) {
                var arguments = List.of(
                        "--load-balancer-only",
                        "-m",
                        String.join(",", topology.masterAddresses()),
                        "-i",
                        topology.clusterAddress());
                new ScriptRun(cluster, script).call(session, topology, node, arguments, List.of());
                return StepResult.of(Effect.CHANGED);
            }
            String present = session.read(Haproxy.PATH).orElse("");
            boolean known = Haproxy.servers(present).equals(Haproxy.servers(topology.masters()));
            // A file that an earlier attempt wrote may not have been read by HAProxy.
            if (known && !context.repeated()) {
                return StepResult.nothing();
            }
            if (!known) {
                session.ensureFile(Haproxy.PATH, 0644, Haproxy.render(topology.masters()));
            }
            session.must(
                    Command.of("systemctl", "reload-or-restart", "haproxy.service")
                            .sudo(),
                    "HAProxy on " + node + " does not take its new configuration",
                    "See journalctl -u haproxy on the node.");
            return StepResult.of(Effect.CHANGED);
        }
    }
}
