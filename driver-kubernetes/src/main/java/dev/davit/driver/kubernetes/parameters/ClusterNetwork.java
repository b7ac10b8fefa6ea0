package dev.davit.driver.kubernetes.parameters;

import java.util.Optional;

/**
 * The cluster's addresses: the rest of master_node.
 *
 * @param clusterCp name of the CP or port that has the cluster's address
 * @param clusterFip name of the floating IP resource for it
 * @param services cluster_cidr: the addresses of services
 */
public record ClusterNetwork(String clusterCp, Optional<String> clusterFip, Cidr pods, Cidr services) {
    static final Cidr DEFAULT_PODS = new Cidr("192.168.0.0/16");
    static final Cidr DEFAULT_SERVICES = new Cidr("10.96.0.0/12");
}
