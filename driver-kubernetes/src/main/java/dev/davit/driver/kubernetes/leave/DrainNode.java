package dev.davit.driver.kubernetes.leave;

import dev.davit.driver.kubernetes.api.ClusterAccess;
import dev.davit.driver.kubernetes.api.ClusterNodes;
import dev.davit.driver.kubernetes.api.KubernetesApi;
import dev.davit.driver.kubernetes.api.KubernetesApi.Eviction;
import dev.davit.driver.kubernetes.api.NodeLabels;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes a node out of service before its VM goes:
 *
 * <ol>
 *   <li>no new pods (cordon);
 *   <li>evict its pods; those of daemon sets and those that the kubelet itself runs stay. Data in emptyDir volumes is lost;
 *   <li>look again until none is left or the time is up. A pod that a PodDisruptionBudget holds is asked again each time.
 * </ol>
 *
 * On a node whose kubelet is silent a pod that is told to end counts as gone: nobody will ever confirm it. Everything here is
 * asked of the cluster, nothing of the node, and can be done again. Reports the labels that its successor gets again.
 */
public final class DrainNode extends NodeStep {
    private final Collection<UUID> leaving;
    private final boolean mustBeEmpty;

    /**
     * @param leaving all nodes that go, so that no master among them is asked
     * @param mustBeEmpty whether pods that stay are a failure; a broken node is replaced in any case
     */
    public DrainNode(Cluster cluster, Vm vm, Collection<UUID> leaving, boolean mustBeEmpty) {
        super(cluster, vm, NodeLabels.KEEPER);
        this.leaving = leaving;
        this.mustBeEmpty = mustBeEmpty;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology, leaving)) {
            Optional<Node> found = ClusterNodes.find(api.nodes(), node);
            if (found.isEmpty()) {
                context.progress(node + " is no node of the cluster any more");
                return StepResult.nothing();
            }
            String name = found.get().getMetadata().getName();
            boolean silent = !ClusterNodes.isReady(found.get());
            api.update(
                    name,
                    n -> new NodeBuilder(n)
                            .editOrNewSpec()
                            .withUnschedulable(true)
                            .endSpec()
                            .build());
            context.progress(node + " takes no new pods" + (silent ? "; its kubelet is silent" : ""));
            Map<String, String> left = drain(context, api, name, silent);
            if (!left.isEmpty()) {
                report(context, node, left);
            }
            return StepResult.of(Effect.CHANGED, NodeLabels.kept(found.get()));
        }
    }

    /** @return the pods that are left when time is up, with the reason */
    private Map<String, String> drain(StepContext context, KubernetesApi api, String name, boolean silent)
            throws StepFailedException, InterruptedException {
        long deadline = System.nanoTime() + cluster.drainLimit().toNanos();
        Map<String, String> told = Map.of();
        while (true) {
            var left = new TreeMap<String, String>();
            for (Pod pod : api.podsOn(name)) {
                if (stays(pod)) {
                    continue;
                }
                String label = pod.getMetadata().getNamespace() + "/"
                        + pod.getMetadata().getName();
                if (pod.getMetadata().getDeletionTimestamp() != null) {
                    if (!silent) {
                        left.put(label, "is still ending");
                    }
                    continue;
                }
                switch (api.evict(pod)) {
                    case Eviction.Begun begun -> {
                        left.put(label, "is still ending");
                        warnOfLoss(context, pod, label);
                    }
                    case Eviction.Gone gone -> {}
                    case Eviction.Held held -> left.put(label, held.reason());
                }
            }
            if (left.isEmpty() || System.nanoTime() >= deadline) {
                return left;
            }
            if (!left.equals(told)) {
                left.forEach((pod, reason) -> context.progress(pod + ": " + reason));
                told = left;
            }
            context.pause(cluster.settings().pollPause());
        }
    }

    private static boolean stays(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        boolean mirror = annotations != null && annotations.containsKey("kubernetes.io/config.mirror");
        return mirror
                || pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals("DaemonSet"));
    }

    private static void warnOfLoss(StepContext context, Pod pod, String label) {
        if (pod.getMetadata().getOwnerReferences().isEmpty()) {
            context.progress(label + " belongs to no controller: it will not come back elsewhere");
        }
    }

    private void report(StepContext context, ClusterNode node, Map<String, String> left) throws StepFailedException {
        List<String> lines = left.entrySet().stream()
                .map(pod -> pod.getKey() + ": " + pod.getValue())
                .toList();
        String what = left.size() + " pods are still on " + node + " after "
                + cluster.drainLimit().toSeconds() + " s";
        if (!mustBeEmpty) {
            context.progress(what + "; it is replaced all the same: " + String.join("; ", lines));
            return;
        }
        throw new StepFailedException(new Failure(
                what,
                Optional.of(node.toString()),
                Optional.empty(),
                OptionalInt.empty(),
                lines,
                Optional.of("Let the PodDisruptionBudgets allow it (more replicas elsewhere) or delete these pods, then"
                        + " retry.")));
    }
}
