package dev.davit.driver.kubernetes.topology;

import dev.davit.lifecycle.plan.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The cluster's nodes and where its API answers.
 *
 * @param nodes masters first, each group in the order of the VNF instance
 * @param clusterAddress of the API: the virtual IP, or the one master's own
 * @param floatingAddress floating IP of the API
 */
public record Topology(List<ClusterNode> nodes, String clusterAddress, Optional<String> floatingAddress) {
    private static final int API_PORT = 6443;
    /** Where HAProxy listens on every master. */
    private static final int BALANCED_PORT = 16443;

    public Topology {
        nodes = List.copyOf(nodes);
    }

    public List<ClusterNode> masters() {
        return nodes.stream().filter(node -> node.role() == Role.MASTER).toList();
    }

    public List<ClusterNode> workers() {
        return nodes.stream().filter(node -> node.role() == Role.WORKER).toList();
    }

    /** With several masters the API is behind a load balancer. */
    public boolean isHighlyAvailable() {
        return masters().size() > 1;
    }

    public List<String> masterAddresses() {
        return masters().stream().map(ClusterNode::address).toList();
    }

    public ClusterNode node(UUID vnfcId) throws StepFailedException {
        return nodes.stream()
                .filter(node -> node.vnfcId().equals(vnfcId))
                .findFirst()
                .orElseThrow(() -> StepFailedException.of(
                        "VNFC " + vnfcId + " is no node of the cluster any more",
                        "Roll the operation back or fail it."));
    }

    /** The API's URL as the nodes see it. */
    public String apiUrl() {
        return url(clusterAddress);
    }

    /** The API's URL as its users see it. */
    public String publicUrl() {
        return url(floatingAddress.orElse(clusterAddress));
    }

    private String url(String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return "https://" + host + ":" + (isHighlyAvailable() ? BALANCED_PORT : API_PORT);
    }

    /** All addresses of the cluster itself. */
    public List<String> addresses() {
        return Stream.concat(nodes.stream().map(ClusterNode::address), Stream.of(clusterAddress))
                .distinct()
                .toList();
    }
}
