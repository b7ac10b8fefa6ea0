package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.ClusterNode;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import java.util.TreeMap;

/** The labels of node objects: those that say where a worker runs, and those that somebody has given it. */
public final class NodeLabels {
    /** The step that reports, as its values, the labels of a node that leaves. */
    public static final String KEEPER = "drain node";

    private static final String HOST = "CIS-node";
    private static final String ZONE = "kubernetes.io/zone";
    private static final String ROLE = "node-role.kubernetes.io/";

    private NodeLabels() {}

    /** As far as the VIM tells. */
    static Map<String, String> ofPlace(ClusterNode node) {
        var labels = new TreeMap<String, String>();
        node.computeHost().ifPresent(host -> labels.put(HOST, host));
        node.zone().ifPresent(zone -> labels.put(ZONE, zone));
        return labels;
    }

    /** What a node must get again when its VM is replaced. The rest is Kubernetes' own, or says where the VM was. */
    public static Map<String, String> kept(Node node) {
        var kept = new TreeMap<String, String>();
        Map<String, String> labels = node.getMetadata().getLabels();
        if (labels != null) {
            labels.forEach((key, value) -> {
                if (!key.equals(HOST) && (key.startsWith(ROLE) || !isOfKubernetes(key))) {
                    kept.put(key, value == null ? "" : value);
                }
            });
        }
        return kept;
    }

    private static boolean isOfKubernetes(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : "." + key.substring(0, slash);
        return domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io");
    }
}
