package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.ClusterNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.List;
import java.util.Optional;

/** Node objects of the Kubernetes API, and which of them is which VM. */
public final class ClusterNodes {
    private ClusterNodes() {}

    /** By address, which is sure; by name where the object has no address yet. */
    public static Optional<Node> find(List<Node> nodes, ClusterNode node) {
        return nodes.stream()
                .filter(n -> n.getStatus() != null
                        && n.getStatus().getAddresses().stream()
                                .anyMatch(a -> a.getType().equals("InternalIP")
                                        && a.getAddress().equals(node.address())))
                .findFirst()
                .or(() -> nodes.stream()
                        .filter(n -> n.getMetadata().getName().equals(node.name()))
                        .findFirst());
    }

    public static boolean isReady(Node node) {
        return ready(node).filter(c -> "True".equals(c.getStatus())).isPresent();
    }

    /** Why a node is not ready, in the words of its kubelet. */
    public static String why(Node node) {
        return ready(node).map(NodeCondition::getMessage).orElse("its kubelet has not reported yet");
    }

    private static Optional<NodeCondition> ready(Node node) {
        return node.getStatus() == null
                ? Optional.empty()
                : node.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals("Ready"))
                        .findFirst();
    }
}
