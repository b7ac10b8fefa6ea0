package dev.davit.e2e.openstack;

import dev.davit.cli.demo.KubernetesVnf;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Kubernetes package (base HOT, nested AutoScalingGroups, user-data script) without its management driver. */
final class ClusterPackage {
    static final String VNFD_ID = "b1db0ce7-ebca-1fb7-95ed-4840d70a1163";
    static final String MASTER = "masterNode";
    static final String WORKER = "workerNode";

    private ClusterPackage() {}

    static Path build(Path folder) throws IOException {
        return SamplePackage.buildWithoutHooks(
                "kubernetes-cluster",
                folder,
                "--placeholder-image",
                "Files/images/ubuntu-20.04-server-cloudimg-amd64.img");
    }

    /** The body of an instantiate request: as for a cluster with the driver, and with the package's user-data script. */
    static String instantiation(String flavour, String network) {
        ObjectNode request = KubernetesVnf.parameters(
                flavour, network, "kubernetes_vim", KubernetesVnf.httpRegistry("192.0.2.9:5000"));
        ((ObjectNode) request.get("additionalParams"))
                .put("lcm-operation-user-data", "./UserData/k8s_cluster_user_data.py")
                .put("lcm-operation-user-data-class", "KubernetesClusterUserData");
        return request.toString();
    }

    /** Id of the server of a VNFC. */
    static String server(JsonNode vnfc) {
        return vnfc.at("/computeResource/resourceId").stringValue();
    }
}
