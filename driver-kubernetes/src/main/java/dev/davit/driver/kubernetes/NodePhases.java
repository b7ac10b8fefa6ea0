package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.install.CopyFiles;
import dev.davit.driver.kubernetes.install.FileDigests;
import dev.davit.driver.kubernetes.install.FirstMaster;
import dev.davit.driver.kubernetes.install.InstallHelm;
import dev.davit.driver.kubernetes.install.InstallRuntime;
import dev.davit.driver.kubernetes.install.InstallScript;
import dev.davit.driver.kubernetes.install.JoinNode;
import dev.davit.driver.kubernetes.install.SetHosts;
import dev.davit.driver.kubernetes.install.UpdateLoadBalancer;
import dev.davit.driver.kubernetes.registry.ConnectRegistries;
import dev.davit.driver.kubernetes.registry.PullImages;
import dev.davit.driver.kubernetes.registry.VerifyRegistries;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterProxy;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.vm.ApplyProxy;
import dev.davit.driver.vm.RecogniseOs;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.WaitForSsh;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The phases that make VMs nodes of a cluster. Which VMs is asked when a phase is entered, so the same phases serve
 * instantiate, scale out and heal.
 *
 * <ol>
 *   <li>prepare nodes, all side by side: wait for ssh, recognise os, set hosts, apply proxy, copy files, install runtime (if
 *       the script can do that alone), connect registries, verify registries, pull images (with image_repository);
 *   <li>begin cluster, when there is none: install first master;
 *   <li>join nodes, side by side: the other masters one after the other, as etcd takes one new member at a time, and every
 *       worker. A script without runtime stage has brought the runtime only now: connect registries and verify them again.
 * </ol>
 */
final class NodePhases {
    private final Cluster cluster;
    private final OnboardedPackage vnfPackage;
    private final InstallScript script;
    private final FileDigests digests;

    /** Which VNFCs a phase is for. */
    @FunctionalInterface
    interface Selection extends BiFunction<VnfInstance, List<VnfcResourceInfo>, List<VnfcResourceInfo>> {}

    NodePhases(Cluster cluster, OnboardedPackage vnfPackage, InstallScript script, FileDigests digests) {
        this.cluster = cluster;
        this.vnfPackage = vnfPackage;
        this.script = script;
        this.digests = digests;
    }

    /** A whole cluster. */
    List<Phase> begin() {
        Selection all = (instance, vnfcs) -> vnfcs;
        return List.of(
                prepare(all),
                new Phase(
                        "begin cluster",
                        context -> selected(context, all).stream()
                                .limit(1)
                                .map(vnfc -> first(cluster.vm(context.instance(), vnfc)))
                                .toList()),
                join((instance, vnfcs) -> vnfcs.subList(Math.min(1, vnfcs.size()), vnfcs.size()), false),
                helm(all));
    }

    /** New nodes for a cluster that is there. @param takesBack whether rollback takes them out of it */
    List<Phase> add(Selection newcomers, boolean takesBack) {
        return List.of(prepare(newcomers), updateHosts(newcomers), join(newcomers, takesBack), helm(newcomers));
    }

    /** Lets the nodes that stay know all names. */
    Phase updateHosts(Selection newcomers) {
        return new Phase("update hosts", context -> {
            List<VnfcResourceInfo> without = selected(context, newcomers);
            return cluster.vnfcs(context.instance()).stream()
                    .filter(vnfc -> !without.contains(vnfc))
                    .map(vnfc -> List.<Step>of(new SetHosts(cluster, cluster.vm(context.instance(), vnfc), false)))
                    .toList();
        });
    }

    /** Lets the load balancers of all masters know all masters, when there are new ones. */
    Phase updateLoadBalancers(Selection newcomers) {
        return new Phase("update load balancers", context -> {
            if (ofRole(selected(context, newcomers), Role.MASTER).findAny().isEmpty()) {
                return List.of();
            }
            return ofRole(cluster.vnfcs(context.instance()), Role.MASTER)
                    .map(vnfc -> List.<Step>of(
                            new UpdateLoadBalancer(cluster, cluster.vm(context.instance(), vnfc), script)))
                    .toList();
        });
    }

    private Phase prepare(Selection selection) {
        return new Phase(
                "prepare nodes",
                context -> selected(context, selection).stream()
                        .map(vnfc -> prepare(cluster.vm(context.instance(), vnfc)))
                        .toList());
    }

    private List<Step> prepare(Vm vm) {
        var steps = new ArrayList<Step>();
        steps.add(new WaitForSsh(vm));
        steps.add(new RecogniseOs(vm));
        steps.add(new SetHosts(cluster, vm, true));
        steps.add(new ApplyProxy(
                vm,
                context -> ClusterProxy.of(cluster.parameters(), cluster.topology(context)),
                List.of("docker", "containerd")));
        steps.add(new CopyFiles(cluster, vm, "copy files", vnfPackage, script.files(), digests));
        Optional<StepId> runtime = Optional.empty();
        if (script.hasRuntimeStage()) {
            var install = new InstallRuntime(cluster, vm, script);
            steps.add(install);
            runtime = Optional.of(install.id());
        }
        steps.addAll(registries(vm, "", runtime));
        if (cluster.parameters().imageRepository().isPresent()) {
            runtime.ifPresent(stage -> steps.add(new PullImages(cluster, vm, stage)));
        }
        return steps;
    }

    private List<Step> registries(Vm vm, String when, Optional<StepId> runtime) {
        return cluster.parameters().registries().isEmpty()
                ? List.of()
                : List.of(
                        new ConnectRegistries(cluster, vm, "connect registries" + when, vnfPackage, runtime),
                        new VerifyRegistries(cluster, vm, "verify registries" + when, runtime));
    }

    private List<Step> afterScript(Vm vm) {
        return script.hasRuntimeStage() ? List.of() : registries(vm, " again", Optional.empty());
    }

    private List<Step> first(Vm vm) {
        var steps = new ArrayList<Step>();
        steps.add(new FirstMaster(cluster, vm, script));
        steps.addAll(afterScript(vm));
        return steps;
    }

    private Phase join(Selection selection, boolean takesBack) {
        return new Phase("join nodes", context -> {
            List<VnfcResourceInfo> vnfcs = selected(context, selection);
            List<Step> masters = ofRole(vnfcs, Role.MASTER)
                    .flatMap(vnfc -> join(context, vnfc, Role.MASTER, takesBack).stream())
                    .toList();
            return Stream.concat(
                            Stream.of(masters),
                            ofRole(vnfcs, Role.WORKER).map(vnfc -> join(context, vnfc, Role.WORKER, takesBack)))
                    .filter(lane -> !lane.isEmpty())
                    .toList();
        });
    }

    private Stream<VnfcResourceInfo> ofRole(List<VnfcResourceInfo> vnfcs, Role role) {
        return vnfcs.stream().filter(vnfc -> cluster.role(vnfc) == role);
    }

    private List<Step> join(StepContext context, VnfcResourceInfo vnfc, Role role, boolean takesBack) {
        Vm vm = cluster.vm(context.instance(), vnfc);
        var steps = new ArrayList<Step>();
        steps.add(new JoinNode(cluster, vm, role, script, takesBack));
        steps.addAll(afterScript(vm));
        return steps;
    }

    private Phase helm(Selection selection) {
        return new Phase(
                "install helm",
                context -> cluster.parameters().helmScript().stream()
                        .flatMap(helm -> ofRole(selected(context, selection), Role.MASTER)
                                .map(vnfc -> {
                                    Vm vm = cluster.vm(context.instance(), vnfc);
                                    return List.<Step>of(
                                            new CopyFiles(
                                                    cluster,
                                                    vm,
                                                    "copy helm script",
                                                    vnfPackage,
                                                    List.of(helm),
                                                    digests),
                                            new InstallHelm(cluster, vm, helm));
                                }))
                        .toList());
    }

    private List<VnfcResourceInfo> selected(StepContext context, Selection selection) {
        return selection.apply(context.instance(), cluster.vnfcs(context.instance()));
    }
}
