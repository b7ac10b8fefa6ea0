package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.kubernetes.parameters.RegistryServer;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Role;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the cluster's own images from image_repository to a node, before kubeadm runs. kubeadm asks the runtime for them without
 * credentials, and so does containerd for the pause image; an image that is there already is not asked for. What the kubelet
 * pulls itself (CoreDNS on a worker, the pod network) it pulls with its own credentials. An image that is
 * there is left alone, so it can be run again.
 */
public final class PullImages extends NodeStep {
    private final StepId runtimeStage;

    /** @param runtimeStage the step whose result names the images */
    public PullImages(Cluster cluster, Vm vm, StepId runtimeStage) {
        super(cluster, vm, "pull images");
        this.runtimeStage = runtimeStage;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        RegistryServer server =
                cluster.parameters().imageRepository().orElseThrow().server();
        Optional<Credentials> credentials = cluster.parameters().registries().stream()
                .filter(registry -> registry.server().equals(server))
                .findFirst()
                .flatMap(RegistryConnection::credentials);
        List<String> images = images(context, node.role());
        try (VmSession session = node.vm().connect(context)) {
            var runtime = Runtime.detect(session, ConnectRegistries.said(context, Optional.of(runtimeStage)));
            var pull = new ImagePull(cluster, session, runtime);
            int there = 0;
            for (String image : images) {
                if (pull.isPresent(image)) {
                    there++;
                    continue;
                }
                Optional<List<String>> failed = pull.pull(context, image, credentials);
                if (failed.isPresent()) {
                    throw RegistryFailure.clusterImage(node, server, image, failed.get());
                }
            }
            context.progress(node + " has " + images.size() + " images of the cluster from " + server
                    + (there == 0 ? "" : ", " + there + " of them from before"));
            return there == images.size() ? StepResult.nothing() : StepResult.of(Effect.CHANGED);
        }
    }

    private List<String> images(StepContext context, Role role) {
        Map<String, String> said = context.resultOf(runtimeStage).orElse(Map.of());
        return Stream.of("node-images", role == Role.MASTER ? "master-images" : "")
                .map(name -> said.getOrDefault(name, ""))
                .flatMap(names -> Stream.of(names.split(" ")))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
