package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.api.ClusterAccess;
import dev.davit.driver.kubernetes.api.ClusterNodes;
import dev.davit.driver.kubernetes.api.FinishedMaster;
import dev.davit.driver.kubernetes.api.KubernetesApi;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Joins a node to the cluster with a ticket of its own. A finished node is left alone, so it can be run again. */
public final class JoinNode extends NodeStep {
    private final ScriptRun script;
    private final boolean takesBack;
    private final Vm vm;

    /**
     * @param takesBack whether rollback takes the node out of the cluster; where the whole VNF goes, there is no need
     */
    public JoinNode(Cluster cluster, Vm vm, Role role, InstallScript script, boolean takesBack) {
        super(cluster, vm, role == Role.MASTER ? "join master" : "join worker");
        this.script = new ScriptRun(cluster, script);
        this.takesBack = takesBack;
        this.vm = vm;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        try (VmSession session = node.vm().connect(context, JoinSecrets::mask)) {
            script.awaitEarlier(session, node);
            if (Finished.is(session, cluster, context, topology, node)) {
                context.progress(node + " has joined already");
                return StepResult.nothing();
            }
            JoinTicket ticket = ticket(context, topology, node);
            List<String> secrets = Stream.concat(Stream.of(ticket.token()), ticket.certificateKey().stream())
                    .toList();
            script.call(session, topology, node, arguments(topology, node, ticket), secrets);
            Finished.mark(session, context, node);
            return StepResult.of(Effect.CREATED);
        }
    }

    private JoinTicket ticket(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        cluster.doors().acquire();
        try (var master = FinishedMaster.find(context, topology, List.of(node.vnfcId()), JoinSecrets::mask)) {
            return JoinTicket.issue(master, node.role(), cluster.settings().scriptLimit());
        } finally {
            cluster.doors().release();
        }
    }

    private List<String> arguments(Topology topology, ClusterNode node, JoinTicket ticket) {
        var arguments = new ArrayList<String>();
        if (node.role() == Role.MASTER) {
            arguments.addAll(FirstMaster.arguments(cluster, topology));
        } else {
            arguments.addAll(List.of("-w", node.address(), "-i", topology.clusterAddress()));
        }
        arguments.addAll(List.of("-t", ticket.token(), "-s", ticket.caHash()));
        ticket.certificateKey().ifPresent(key -> arguments.addAll(List.of("-k", key)));
        return arguments;
    }

    /** The VM is about to go: what is left of the node in the cluster goes with it. */
    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        if (!takesBack) {
            return;
        }
        Topology topology = cluster.topology(context);
        try (KubernetesApi api = ClusterAccess.open(cluster, context, topology)) {
            Optional<Node> node = ClusterNodes.find(api.nodes(), topology.node(vm.vnfcId()));
            if (node.isPresent()) {
                api.deleteNode(node.get().getMetadata().getName());
            }
        } catch (StepFailedException noCluster) {
            context.progress("the node object of " + vm.label() + " stays behind: " + noCluster.getMessage());
        }
    }
}
