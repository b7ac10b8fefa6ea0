package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Waits until all nodes are Ready, as the cluster itself sees it. Only looks, so it can be run again. */
public final class WaitForNodes implements Step {
    private final Cluster cluster;

    public WaitForNodes(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public StepId id() {
        return StepId.of("wait for nodes");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Topology topology = cluster.topology(context);
        long deadline = System.nanoTime() + cluster.settings().readyLimit().toNanos();
        List<String> told = List.of();
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            while (true) {
                List<String> missing = missing(topology, api.nodes());
                if (missing.isEmpty()) {
                    context.progress("all " + topology.nodes().size() + " nodes are Ready");
                    return StepResult.nothing();
                }
                if (!missing.equals(told)) {
                    context.progress("not Ready yet: " + String.join("; ", missing));
                    told = missing;
                }
                if (System.nanoTime() >= deadline) {
                    throw new StepFailedException(new Failure(
                            missing.size() + " of " + topology.nodes().size() + " nodes are not Ready after "
                                    + cluster.settings().readyLimit().toSeconds() + " s",
                            Optional.of(topology.apiUrl()),
                            Optional.empty(),
                            OptionalInt.empty(),
                            missing,
                            Optional.of("See journalctl -u kubelet on these nodes, and the pods of kube-system; then"
                                    + " retry.")));
                }
                context.pause(cluster.settings().pollPause());
            }
        }
    }

    private static List<String> missing(Topology topology, List<Node> nodes) {
        var missing = new ArrayList<String>();
        for (ClusterNode node : topology.nodes()) {
            Optional<Node> found = ClusterNodes.find(nodes, node);
            if (found.isEmpty()) {
                missing.add(node + ": has not registered");
            } else if (!ClusterNodes.isReady(found.get())) {
                missing.add(node + ": " + ClusterNodes.why(found.get()));
            }
        }
        return missing;
    }
}
