package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Opens a cluster's API: directly where its address is reached from here, else over SSH through a master. */
public final class ClusterAccess {
    private ClusterAccess() {}

    public static KubernetesApi open(Cluster cluster, StepContext context, Topology topology)
            throws StepFailedException, InterruptedException {
        return open(cluster, context, topology, List.of());
    }

    /** @param except masters that are not asked */
    public static KubernetesApi open(Cluster cluster, StepContext context, Topology topology, Collection<UUID> except)
            throws StepFailedException, InterruptedException {
        FinishedMaster master = master(cluster, context, topology, except);
        try {
            Optional<String> kubeconfig = master.session().read(FinishedMaster.ADMIN);
            Optional<DirectTransport> direct = kubeconfig.flatMap(text -> Stream.of(
                            topology.apiUrl(), topology.publicUrl())
                    .distinct()
                    .flatMap(url ->
                            DirectTransport.open(text, url, cluster.settings().apiConnect()).stream())
                    .findFirst());
            if (direct.isPresent()) {
                return new KubernetesApi(direct.get(), master);
            }
            return new KubernetesApi(
                    new SshTransport(master.session(), master.node().address()), master);
        } catch (StepFailedException | InterruptedException | RuntimeException e) {
            master.close();
            throw e;
        }
    }

    private static FinishedMaster master(
            Cluster cluster, StepContext context, Topology topology, Collection<UUID> except)
            throws StepFailedException, InterruptedException {
        cluster.doors().acquire();
        try {
            return FinishedMaster.find(context, topology, except, UnaryOperator.identity());
        } finally {
            cluster.doors().release();
        }
    }
}
