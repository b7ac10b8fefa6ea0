package dev.davit.driver.kubernetes.leave;

import dev.davit.driver.kubernetes.api.ClusterAccess;
import dev.davit.driver.kubernetes.api.ClusterNodes;
import dev.davit.driver.kubernetes.api.KubernetesApi;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Deletes a node's object from the cluster. None there is fine, so it can be run again. */
public final class RemoveNode extends NodeStep {
    private final Collection<UUID> leaving;

    public RemoveNode(Cluster cluster, Vm vm, Collection<UUID> leaving) {
        super(cluster, vm, "remove node");
        this.leaving = leaving;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology, leaving)) {
            Optional<Node> found = ClusterNodes.find(api.nodes(), node);
            boolean removed = found.isPresent()
                    && api.deleteNode(found.get().getMetadata().getName());
            return removed ? StepResult.of(Effect.REMOVED) : StepResult.nothing();
        }
    }
}
