package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says at the workers where they run: CIS-node is the compute host of a VM in a server group, kubernetes.io/zone its zone, as
 * far as the VIM tells. A node whose VM was replaced also gets the labels again that somebody had given it. A label that is
 * there already is left alone, so it can be run again.
 */
public final class LabelNodes implements Step {
    private final Cluster cluster;

    public LabelNodes(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public StepId id() {
        return StepId.of("label nodes");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        Topology topology = cluster.topology(context);
        if (topology.nodes().stream().allMatch(node -> labels(context, node).isEmpty())) {
            return StepResult.nothing();
        }
        boolean changed = false;
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            List<Node> nodes = api.nodes();
            for (ClusterNode node : topology.nodes()) {
                Map<String, String> labels = labels(context, node);
                Optional<Node> found = ClusterNodes.find(nodes, node);
                if (!labels.isEmpty() && found.isPresent()) {
                    changed |= api.update(
                            found.get().getMetadata().getName(),
                            n -> new NodeBuilder(n)
                                    .editMetadata()
                                    .addToLabels(labels)
                                    .endMetadata()
                                    .build());
                }
            }
        }
        return changed ? StepResult.of(Effect.CHANGED) : StepResult.nothing();
    }

    private static Map<String, String> labels(StepContext context, ClusterNode node) {
        var labels = new TreeMap<>(
                context.resultOf(node.vm().step(NodeLabels.KEEPER)).orElse(Map.of()));
        if (node.role() == Role.WORKER) {
            labels.putAll(NodeLabels.ofPlace(node));
        }
        return labels;
    }
}
