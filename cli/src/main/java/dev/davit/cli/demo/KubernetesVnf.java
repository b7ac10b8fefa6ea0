package dev.davit.cli.demo;

import dev.davit.cli.output.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Kubernetes cluster as the demo deploys it: the guide's parameters, connected to a private registry. */
public final class KubernetesVnf {
    static final String NAME = "cluster";
    static final String PRODUCT = "Sample Kubernetes VNF";
    /** Name of the cluster as a VIM. */
    static final String VIM = "cluster";

    private static final String MASTER_CP = "masterNode_CP1";
    private static final String WORKER_CP = "workerNode_CP2";
    private static final String VIRTUAL_IP_CP = "vip_CP";

    private KubernetesVnf() {}

    /**
     * The body of the instantiate request.
     *
     * @param flavour simple, complex or podaffinity
     * @param registry an entry of private_registry_connection_info
     */
    public static ObjectNode parameters(String flavour, String networkId, String vimName, ObjectNode registry) {
        boolean several = !flavour.equals("simple");
        ObjectNode request = Json.object().put("flavourId", flavour);
        ArrayNode links = request.putArray("extVirtualLinks");
        ObjectNode cluster = request.putObject("additionalParams").putObject("k8s_cluster_installation_param");
        link(links, "net0_master", networkId, MASTER_CP);
        link(links, "net0_worker", networkId, WORKER_CP);
        if (several) {
            link(links, "net0_vip", networkId, VIRTUAL_IP_CP);
        }
        cluster.put("script_path", "Scripts/install_k8s_cluster.sh").put("vim_name", vimName);
        group(cluster, "master_node", "master_instance", MASTER_CP)
                .put("pod_cidr", "192.168.0.0/16")
                .put("cluster_cidr", "10.199.187.0/24")
                .put("cluster_cp_name", several ? VIRTUAL_IP_CP : MASTER_CP);
        group(cluster, "worker_node", "worker_instance", WORKER_CP);
        cluster.putArray("private_registry_connection_info").add(registry);
        return request;
    }

    /** A registry without TLS. @param server host:port */
    public static ObjectNode httpRegistry(String server) {
        return Json.object().put("connection_type", "0").put("server", server);
    }

    private static void link(ArrayNode links, String id, String networkId, String cp) {
        ObjectNode link = links.addObject().put("id", id).put("resourceId", networkId);
        link.putArray("extCps")
                .addObject()
                .put("cpdId", cp)
                .putArray("cpConfig")
                .addObject()
                .putArray("cpProtocolData")
                .addObject()
                .put("layerProtocol", "IP_OVER_ETHERNET");
    }

    private static ObjectNode group(ObjectNode cluster, String name, String aspect, String cp) {
        return cluster.putObject(name)
                .put("aspect_id", aspect)
                .put("ssh_cp_name", cp)
                .put("nic_cp_name", cp)
                .put("username", "ubuntu")
                .put("password", "ubuntu");
    }
}
