package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.Proxy;
import dev.davit.remote.Login;
import dev.davit.vnfpackage.csar.PackagePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * additionalParams.k8s_cluster_installation_param, checked and typed; {@link ParameterReader} makes it.
 *
 * @param script installs Kubernetes on a node (script_path)
 * @param vimName under which the cluster is registered
 * @param nodeCidr all its addresses are reached without proxy (k8s_node_cidr)
 * @param helmScript installs Helm on the masters (helm_installation_script_path)
 * @param imageRepository where the cluster's own images come from; an addition of Davit's (image_repository)
 * @param drainTimeout how long the pods of a node that leaves may take to end; an addition of Davit's (drain_timeout)
 */
public record KubernetesParameters(
        PackagePath script,
        Optional<String> vimName,
        NodeGroup masters,
        NodeGroup workers,
        ClusterNetwork network,
        Proxy proxy,
        Optional<Cidr> nodeCidr,
        List<RegistryConnection> registries,
        Optional<PackagePath> helmScript,
        Optional<ImageRepository> imageRepository,
        Optional<Duration> drainTimeout) {
    public static final String NAME = "k8s_cluster_installation_param";

    public KubernetesParameters {
        registries = List.copyOf(registries);
    }

    /** What must not show in commands and their output. */
    public List<String> secrets() {
        return Stream.of(
                        proxy.secrets().stream(),
                        registries.stream().flatMap(registry -> registry.secrets().stream()),
                        Stream.of(masters, workers).flatMap(group -> password(group.login())))
                .flatMap(secrets -> secrets)
                .distinct()
                .toList();
    }

    private static Stream<String> password(Login login) {
        // A password that is the user's name is no secret; masking it would garble every path with it.
        return login.credential() instanceof Login.Password p && !p.value().equals(login.user())
                ? Stream.of(p.value())
                : Stream.empty();
    }

    /** The name that the cluster is registered under. @param instanceId of the VNF instance, for a name when none was given */
    public String vimName(java.util.UUID instanceId) {
        return vimName.orElse("kubernetes_vim_" + instanceId);
    }
}
