package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.api.ClusterAccess;
import dev.davit.driver.kubernetes.api.ClusterNodes;
import dev.davit.driver.kubernetes.api.KubernetesApi;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import java.util.Optional;

/**
 * Whether a node is installed already: it has the mark that is made when the script has succeeded or, where the worker of the
 * operation died just between, it is a Ready node of the cluster.
 */
final class Finished {
    private static final String MARK = "/var/lib/davit/kubernetes-node";
    private static final String KUBELET = "/etc/kubernetes/kubelet.conf";

    private Finished() {}

    static boolean is(VmSession session, Cluster cluster, StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        if (session.read(MARK).equals(Optional.of(mark(context, node)))) {
            return true;
        }
        if (!session.ask(Command.of("test", "-f", KUBELET).sudo()).succeeded()) {
            return false;
        }
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            boolean ready = ClusterNodes.find(api.nodes(), node)
                    .filter(ClusterNodes::isReady)
                    .isPresent();
            if (ready) {
                mark(session, context, node);
            }
            return ready;
        } catch (StepFailedException noCluster) {
            // Then it is half made at best, and the script is to be run again.
            context.progress("not finished: " + noCluster.getMessage());
            return false;
        }
    }

    static void mark(VmSession session, StepContext context, ClusterNode node)
            throws StepFailedException, InterruptedException {
        session.ensureFile(MARK, 0644, mark(context, node));
    }

    /** Of this VM: a disk that comes from an image or from the VM before has another one, which does not count. */
    private static String mark(StepContext context, ClusterNode node) {
        String machine = context.instance()
                .instantiated()
                .flatMap(info -> info.vnfc(node.vnfcId()))
                .map(vnfc -> vnfc.computeResource().resourceId())
                .orElse("");
        return context.instance().id() + " " + machine + "\n";
    }
}
