package dev.davit.driver.kubernetes.leave;

import dev.davit.driver.kubernetes.api.FinishedMaster;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Takes a master's etcd member off the list before the master goes, as a member that nobody hears from would block the join of
 * the one that follows. Looks once more whether etcd keeps its majority. A member that is not there is fine, so it can be run
 * again.
 */
public final class RemoveEtcdMember extends NodeStep {
    private final Collection<UUID> leaving;

    public RemoveEtcdMember(Cluster cluster, Vm vm, Collection<UUID> leaving) {
        super(cluster, vm, "remove etcd member");
        this.leaving = leaving;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (var master = FinishedMaster.find(context, topology, leaving, UnaryOperator.identity())) {
            var etcd = new Etcd(master);
            Optional<Etcd.Member> member = etcd.members().stream()
                    .filter(m -> m.address().equals(node.address()))
                    .findFirst();
            if (member.isEmpty()) {
                return StepResult.nothing();
            }
            Optional<String> reason = Quorum.wouldBeLost(context, topology, leaving);
            if (reason.isPresent()) {
                throw StepFailedException.of(
                        "master " + node + " cannot be taken away: " + reason.get(),
                        "Bring the other masters back, then retry.");
            }
            etcd.remove(member.get());
            context.progress("etcd member " + member.get().name() + " is removed");
            return StepResult.of(Effect.REMOVED);
        }
    }
}
