package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.NodePhases.Selection;
import dev.davit.driver.kubernetes.api.LabelNodes;
import dev.davit.driver.kubernetes.api.RegisterCluster;
import dev.davit.driver.kubernetes.api.WaitForNodes;
import dev.davit.driver.kubernetes.leave.DrainNode;
import dev.davit.driver.kubernetes.leave.RemoveEtcdMember;
import dev.davit.driver.kubernetes.leave.RemoveNode;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.vm.Vm;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimRegistrations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** What happens to a cluster before VMs go and after others have come. */
final class ScaleAndHeal {
    private final Cluster cluster;
    private final NodePhases nodes;
    private final VimRegistrations registrations;

    ScaleAndHeal(Cluster cluster, NodePhases nodes, VimRegistrations registrations) {
        this.cluster = cluster;
        this.nodes = nodes;
        this.registrations = registrations;
    }

    /** Before a scale in: exactly the VNFCs that the VIM is going to remove leave the cluster. */
    List<Phase> beforeScale(ScaleWork scale) {
        return scale.out() ? List.of() : List.of(leave(scale.leaving(), true));
    }

    List<Phase> afterScale(DriverWork work, ScaleWork scale) {
        if (!scale.out()) {
            return List.of(nodes.updateHosts((instance, vnfcs) -> List.of()));
        }
        List<UUID> before = cluster.vnfcs(work.instance()).stream()
                .map(VnfcResourceInfo::id)
                .toList();
        Selection newcomers = (instance, vnfcs) ->
                vnfcs.stream().filter(vnfc -> !before.contains(vnfc.id())).toList();
        var phases = new ArrayList<>(nodes.add(newcomers, true));
        phases.addAll(finished(node -> !before.contains(node.vnfcId())));
        return phases;
    }

    List<Phase> beforeHeal(LcmRequest.Heal heal) {
        return List.of(leave(heal.vnfcInstanceIds(), false));
    }

    List<Phase> afterHeal(LcmRequest.Heal heal) {
        Selection healed = (instance, vnfcs) -> vnfcs.stream()
                .filter(vnfc -> heal.vnfcInstanceIds().contains(vnfc.id()))
                .toList();
        var phases = new ArrayList<>(nodes.add(healed, false));
        phases.add(nodes.updateLoadBalancers(healed));
        phases.addAll(finished(node -> heal.vnfcInstanceIds().contains(node.vnfcId())));
        phases.add(Phase.sequence("update vim", new RegisterCluster(cluster, registrations)));
        return phases;
    }

    private List<Phase> finished(Predicate<ClusterNode> newcomers) {
        return List.of(Phase.sequence("finish nodes", new WaitForNodes(cluster, newcomers), new LabelNodes(cluster)));
    }

    /** Workers side by side; masters one after the other, as each of them takes a member away from etcd. */
    private Phase leave(Collection<UUID> leaving, boolean mustBeEmpty) {
        return new Phase("take nodes out of the cluster", context -> {
            var lanes = new ArrayList<List<Step>>();
            var masters = new ArrayList<Step>();
            for (VnfcResourceInfo vnfc : leaving(context, leaving)) {
                Vm vm = cluster.vm(context.instance(), vnfc);
                var steps = new ArrayList<Step>();
                steps.add(new DrainNode(cluster, vm, leaving, mustBeEmpty));
                if (cluster.role(vnfc) == Role.MASTER) {
                    steps.add(new RemoveEtcdMember(cluster, vm, leaving));
                }
                steps.add(new RemoveNode(cluster, vm, leaving));
                if (cluster.role(vnfc) == Role.MASTER) {
                    masters.addAll(steps);
                } else {
                    lanes.add(steps);
                }
            }
            if (!masters.isEmpty()) {
                lanes.add(masters);
            }
            return lanes;
        });
    }

    private List<VnfcResourceInfo> leaving(StepContext context, Collection<UUID> ids) {
        return cluster.vnfcs(context.instance()).stream()
                .filter(vnfc -> ids.contains(vnfc.id()))
                .toList();
    }
}
