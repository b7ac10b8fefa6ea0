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
import java.util.function.Predicate;

/**
 * Waits until nodes are Ready, as the cluster itself sees it: all of a new cluster, or those that have come to it. That another
 * one is not Ready is told and no more: it was so before, and may be the next to be healed. Only looks, so it can be run again.
 */
public final class WaitForNodes implements Step {
    private final Cluster cluster;
    private final Predicate<ClusterNode> awaited;

    public WaitForNodes(Cluster cluster, Predicate<ClusterNode> awaited) {
        this.cluster = cluster;
        this.awaited = awaited;
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
                List<Node> present = api.nodes();
                List<String> missing = missing(topology, present, awaited);
                if (missing.isEmpty()) {
                    tell(context, topology, missing(topology, present, awaited.negate()));
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

    private static void tell(StepContext context, Topology topology, List<String> others) {
        int all = topology.nodes().size();
        context.progress(
                others.isEmpty()
                        ? "all " + all + " nodes are Ready"
                        : all - others.size() + " of " + all + " nodes are Ready; not waited for: "
                                + String.join("; ", others));
    }

    private static List<String> missing(Topology topology, List<Node> nodes, Predicate<ClusterNode> which) {
        var missing = new ArrayList<String>();
        for (ClusterNode node : topology.nodes()) {
            if (!which.test(node)) {
                continue;
            }
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
