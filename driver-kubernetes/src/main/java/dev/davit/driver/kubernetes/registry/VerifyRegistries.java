package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.ClusterProxy;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Proxy;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.remote.Command;
import java.util.List;
import java.util.Optional;

/**
 * Tries every registry from a node: GET /v2/ with CA and credentials and, when the registry lists an image that is small
 * enough and there is a runtime, a real pull. Changes nothing but the node's store of images, so it can be run again.
 */
public final class VerifyRegistries extends NodeStep {
    private final Optional<StepId> runtimeStage;

    public VerifyRegistries(Cluster cluster, Vm vm, String name, Optional<StepId> runtimeStage) {
        super(cluster, vm, name);
        this.runtimeStage = runtimeStage;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        Proxy proxy = ClusterProxy.of(cluster.parameters(), topology);
        try (VmSession session = node.vm().connect(context)) {
            Runtime runtime = Runtime.detect(session, ConnectRegistries.said(context, runtimeStage));
            for (RegistryConnection registry : cluster.parameters().registries()) {
                var client = new RegistryClient(session, registry, proxy);
                context.command(session.host(), "GET " + registry.url() + "/v2/");
                Optional<StepFailedException> failure =
                        RegistryFailure.of(node, registry, client.get("/v2/", Optional.empty()));
                if (failure.isPresent()) {
                    throw failure.get();
                }
                Optional<String> image = PullCandidate.find(
                        client,
                        registry,
                        architecture(session),
                        cluster.settings().largestPull());
                if (image.isEmpty() || runtime == Runtime.NONE) {
                    context.progress(node + ": registry " + registry.server() + " lets the node in; no pull was tried ("
                            + (image.isEmpty() ? "it lists no small image" : "no runtime yet") + ")");
                } else {
                    pull(context, session, node, registry, runtime, image.get());
                }
            }
        }
        return StepResult.nothing();
    }

    /** As images name it. */
    private static String architecture(VmSession session) throws StepFailedException, InterruptedException {
        String machine = session.ask(Command.of("uname", "-m")).stdout().strip();
        return switch (machine) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> machine;
        };
    }

    private void pull(
            StepContext context,
            VmSession session,
            ClusterNode node,
            RegistryConnection registry,
            Runtime runtime,
            String image)
            throws StepFailedException, InterruptedException {
        Optional<List<String>> failed =
                new ImagePull(cluster, session, runtime).pull(context, image, registry.credentials());
        if (failed.isPresent()) {
            throw RegistryFailure.pull(node, registry, image, failed.get());
        }
        context.progress(node + ": registry " + registry.server() + " is connected; pulled " + image);
    }
}
