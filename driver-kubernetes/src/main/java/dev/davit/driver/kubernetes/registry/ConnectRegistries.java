package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.vnfpackage.csar.Csar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a node's container runtime and kubelet of the private registries. Files are written only where they differ and what
 * others have put into shared ones stays, so a second run does nothing; one that follows an attempt that did not come to its
 * end has the runtime read its files again.
 *
 * <ol>
 *   <li>containerd: a folder per registry, and a configuration that looks there;
 *   <li>Docker: insecure-registries for plain HTTP, a folder per registry for its CA;
 *   <li>credentials: the kubelet's config.json, for root only.
 * </ol>
 */
public final class ConnectRegistries extends NodeStep {
    private static final String DOCKER_CERTS = "/etc/docker/certs.d/";

    private final OnboardedPackage vnfPackage;
    private final Optional<StepId> runtimeStage;

    /** @param runtimeStage the step that has installed the runtime, if any */
    public ConnectRegistries(
            Cluster cluster, Vm vm, String name, OnboardedPackage vnfPackage, Optional<StepId> runtimeStage) {
        super(cluster, vm, name);
        this.vnfPackage = vnfPackage;
        this.runtimeStage = runtimeStage;
    }

    static Optional<String> said(StepContext context, Optional<StepId> runtimeStage) {
        return runtimeStage
                .flatMap(context::resultOf)
                .map((Map<String, String> values) -> values.getOrDefault("runtime", ""));
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        List<RegistryConnection> registries = cluster.parameters().registries();
        try (VmSession session = node.vm().connect(context)) {
            Runtime runtime = Runtime.detect(session, said(context, runtimeStage));
            boolean changed = false;
            for (RegistryConnection registry : registries) {
                changed |= containerd(session, registry);
            }
            if (runtime == Runtime.CONTAINERD) {
                changed |= ContainerdConfig.ensure(context, session);
            }
            if (runtime != Runtime.CONTAINERD) {
                changed |= docker(context, session, runtime, registries);
            }
            changed |= credentials(session, registries);
            return changed ? StepResult.of(Effect.CHANGED) : StepResult.nothing();
        } catch (IllegalArgumentException notJson) {
            throw Failures.at(
                    notJson.getMessage(),
                    node.toString(),
                    List.of(),
                    "Mend or remove that file on the node, then retry.");
        }
    }

    private boolean containerd(VmSession session, RegistryConnection registry)
            throws StepFailedException, InterruptedException {
        boolean changed = false;
        if (registry.certificate().isPresent()) {
            changed = session.ensureFile(ContainerdFiles.authorityPath(registry.server()), 0644, certificate(registry));
        }
        return changed
                | session.ensureFile(
                        ContainerdFiles.hostsPath(registry.server()), 0644, ContainerdFiles.hosts(registry));
    }

    private boolean docker(StepContext context, VmSession session, Runtime runtime, List<RegistryConnection> registries)
            throws StepFailedException, InterruptedException {
        boolean changed = false;
        for (RegistryConnection registry : registries) {
            if (registry.certificate().isPresent()) {
                changed |=
                        session.ensureFile(DOCKER_CERTS + registry.server() + "/ca.crt", 0644, certificate(registry));
            }
        }
        String present = session.read(MergedJson.DAEMON).orElse("");
        String wanted = MergedJson.daemon(present, registries);
        if (!wanted.equals(present)) {
            session.ensureFile(MergedJson.DAEMON, 0644, wanted);
            changed = true;
        }
        // A file that an earlier attempt wrote may not have been read by Docker.
        boolean unread = !wanted.equals(present) || context.repeated() && !wanted.isEmpty();
        if (unread && runtime == Runtime.DOCKER) {
            session.must(
                    Command.of("systemctl", "reload", "docker.service").sudo(),
                    "Docker does not read its configuration again",
                    "See journalctl -u docker on the node.");
        }
        return changed;
    }

    private static boolean credentials(VmSession session, List<RegistryConnection> registries)
            throws StepFailedException, InterruptedException {
        if (registries.stream().noneMatch(registry -> registry.credentials().isPresent())) {
            return false;
        }
        String present = session.read(MergedJson.KUBELET).orElse("");
        return session.ensureFile(MergedJson.KUBELET, 0600, MergedJson.credentials(present, registries));
    }

    private String certificate(RegistryConnection registry) throws StepFailedException {
        try (Csar files = vnfPackage.open();
                var in = files.open(registry.certificate().orElseThrow())) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StepFailedException.of(
                    registry.certificate().orElseThrow() + " cannot be read from VNF package " + vnfPackage.id() + ": "
                            + e.getMessage(),
                    "Check the file system of the server's packages, then retry.",
                    e);
        }
    }
}
