package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.api.ClusterAccess;
import dev.davit.driver.kubernetes.api.ClusterNodes;
import dev.davit.driver.kubernetes.api.KubernetesApi;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.RemoteException;
import java.util.Optional;

/**
 * A node that was in the cluster before. One that is down must not stop others from being healed or scaled: it learns what is new
 * when it is healed itself. Down is a node that lets nobody in and that the cluster does not see as Ready either.
 */
final class StandingNode {
    private StandingNode() {}

    /** @return empty when it is down */
    static Optional<VmSession> connect(Cluster cluster, StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try {
            return Optional.of(node.vm().connect(context, JoinSecrets::mask));
        } catch (StepFailedException e) {
            if (e.getCause() instanceof RemoteException.Unreachable && isDown(cluster, context, topology, node)) {
                context.progress(node + " is down and keeps what it has; heal it: " + e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isDown(Cluster cluster, StepContext context, Topology topology, ClusterNode node)
            throws InterruptedException {
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            return ClusterNodes.find(api.nodes(), node)
                    .filter(ClusterNodes::isReady)
                    .isEmpty();
        } catch (StepFailedException noCluster) {
            // Then nobody knows, and the node's own failure is what is told.
            return false;
        }
    }
}
