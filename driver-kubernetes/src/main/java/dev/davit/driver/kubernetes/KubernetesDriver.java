package dev.davit.driver.kubernetes;

import dev.davit.driver.kubernetes.api.DeregisterCluster;
import dev.davit.driver.kubernetes.api.LabelNodes;
import dev.davit.driver.kubernetes.api.RegisterCluster;
import dev.davit.driver.kubernetes.api.WaitForNodes;
import dev.davit.driver.kubernetes.install.FileDigests;
import dev.davit.driver.kubernetes.install.InstallScript;
import dev.davit.driver.kubernetes.parameters.KubernetesParameters;
import dev.davit.driver.kubernetes.parameters.ParameterReader;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.remote.RemoteHosts;
import dev.davit.vnfpackage.csar.Csar;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a group of VMs a Kubernetes cluster whose nodes pull from private registries, and keeps it one when the group is
 * scaled or healed. {@link NodePhases} lists what is done on nodes, in its order.
 */
public final class KubernetesDriver implements ManagementDriver {
    private final RemoteHosts hosts;
    private final KubernetesSettings settings;
    private final VimRegistrations registrations;
    private final FileDigests digests = new FileDigests();

    public KubernetesDriver(RemoteHosts hosts, KubernetesSettings settings, VimRegistrations registrations) {
        this.hosts = hosts;
        this.settings = settings;
        this.registrations = registrations;
    }

    @Override
    public String name() {
        return "mgmt-drivers-kubernetes";
    }

    @Override
    public void validate(DriverWork work, LcmRequest request) {
        Plan plan = plan(work);
        var acceptance = new ClusterAcceptance(plan.cluster(), registrations, work);
        switch (request) {
            case LcmRequest.Instantiate instantiate -> acceptance.instantiate();
            case LcmRequest.Terminate terminate -> acceptance.terminate();
            case LcmRequest.Heal heal -> acceptance.heal(heal);
            case LcmRequest.Scale scale -> acceptance.scale(scale);
            case LcmRequest.ModifyInfo none -> {}
        }
    }

    @Override
    public List<Phase> hook(LifecycleHook hook, DriverWork work, LcmRequest request) {
        Plan plan = plan(work);
        var changes = new ScaleAndHeal(plan.cluster(), plan.nodes(), registrations);
        return switch (hook) {
            case INSTANTIATE_END -> plan.begin(registrations);
            case TERMINATE_END -> plan.end(work, registrations);
            case SCALE_START -> work.scale().map(changes::beforeScale).orElse(List.of());
            case SCALE_END ->
                work.scale().map(scale -> changes.afterScale(work, scale)).orElse(List.of());
            case HEAL_START ->
                request instanceof LcmRequest.Heal heal && !heal.isEntireVnf() ? changes.beforeHeal(heal) : List.of();
            case HEAL_END ->
                request instanceof LcmRequest.Heal heal && !heal.isEntireVnf()
                        ? changes.afterHeal(heal)
                        : plan.begin(registrations);
            default -> List.of();
        };
    }

    /** What the phases are made from. */
    private record Plan(Cluster cluster, NodePhases nodes) {

        List<Phase> begin(VimRegistrations registrations) {
            var phases = new ArrayList<>(nodes.begin());
            phases.add(Phase.sequence(
                    "finish cluster",
                    new WaitForNodes(cluster, node -> true),
                    new LabelNodes(cluster),
                    new RegisterCluster(cluster, registrations)));
            return phases;
        }

        List<Phase> end(DriverWork work, VimRegistrations registrations) {
            String name = cluster.parameters().vimName(work.instance().id());
            return List.of(Phase.sequence("remove vim", new DeregisterCluster(registrations, name)));
        }
    }

    /** Rather now than when a node would pull from where it cannot. */
    private static void requireImages(KubernetesParameters parameters, InstallScript script) {
        if (parameters.imageRepository().isPresent() && !script.takesImageRepository()) {
            throw new ProblemException(ProblemDetails.badRequest(List.of(new ProblemDetails.Invalid(
                    "additionalParams." + KubernetesParameters.NAME + ".image_repository",
                    "the install script " + script.path()
                            + " cannot take the cluster's images from elsewhere: it has no"
                            + " line '# davit-stages: ...' with the words runtime and images"))));
        }
    }

    private Plan plan(DriverWork work) {
        try (Csar files = work.vnfPackage().open()) {
            KubernetesParameters parameters =
                    ParameterReader.read(work.additionalParams(), new PackageSurroundings(work, files));
            var cluster = new Cluster(hosts, settings, parameters);
            InstallScript script = InstallScript.read(files, parameters.script());
            requireImages(parameters, script);
            return new Plan(cluster, new NodePhases(cluster, work.vnfPackage(), script, digests));
        } catch (IOException e) {
            throw new UncheckedIOException("VNF package " + work.vnfPackage().id() + " cannot be opened", e);
        }
    }
}
