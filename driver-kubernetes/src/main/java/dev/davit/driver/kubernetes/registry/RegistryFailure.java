package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.parameters.RegistryServer;
import dev.davit.driver.kubernetes.registry.RegistryClient.Reply;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Says which node, which registry, and how far the node got with it. */
final class RegistryFailure {
    private static final Set<Integer> TLS = Set.of(35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91);
    private static final int MISSING = 127;

    private RegistryFailure() {}

    /** @return empty when the registry has let the node in */
    static Optional<StepFailedException> of(ClusterNode node, RegistryConnection registry, Reply reply) {
        return switch (reply.exit()) {
            case 0 -> status(node, registry, reply);
            case 5 ->
                failure(
                        node,
                        registry,
                        "name resolution",
                        "the proxy's name is not known there",
                        reply,
                        "Check http_proxy and https_proxy, or put the registry into no_proxy.");
            case 6 ->
                failure(
                        node,
                        registry,
                        "name resolution",
                        "the name of " + registry.server().host() + " is not known there",
                        reply,
                        "Give hosts_string with the registry's address, or a name that the node's DNS knows.");
            case 7, 28, 52, 55, 56 ->
                failure(
                        node,
                        registry,
                        "connect",
                        "no answer at " + registry.server(),
                        reply,
                        "Check that the registry runs, its port, and that security groups let the node through.");
            case MISSING ->
                failure(
                        node,
                        registry,
                        "connect",
                        "there is no curl on the node to try it with",
                        reply,
                        "Use an image with curl.");
            default ->
                TLS.contains(reply.exit())
                        ? failure(
                                node,
                                registry,
                                "TLS",
                                "the registry's certificate or TLS is not accepted",
                                reply,
                                "Check certificate_path (the CA that has signed the registry's certificate), that the"
                                        + " certificate is for "
                                        + registry.server().host()
                                        + ", and that connection_type 1 is right.")
                        : failure(
                                node,
                                registry,
                                "connect",
                                "curl ended with status " + reply.exit(),
                                reply,
                                "See what curl says.");
        };
    }

    private static Optional<StepFailedException> status(ClusterNode node, RegistryConnection registry, Reply reply) {
        return switch (reply.status()) {
            case 200 -> Optional.empty();
            case 401, 403 ->
                failure(
                        node,
                        registry,
                        "login",
                        registry.credentials().isPresent()
                                ? "user '" + registry.credentials().get().username() + "' is refused"
                                : "it wants a login, but no username is given",
                        reply,
                        "Check username and password.");
            case 400 ->
                failure(
                        node,
                        registry,
                        "TLS",
                        "it does not take the request; it may speak HTTPS",
                        reply,
                        "Check connection_type: 1 for HTTPS.");
            default ->
                failure(
                        node,
                        registry,
                        "connect",
                        "what answers is no registry (status " + reply.status() + ")",
                        reply,
                        "Check server and, if there is one, the proxy in between.");
        };
    }

    static StepFailedException pull(ClusterNode node, RegistryConnection registry, String image, List<String> said) {
        return of(
                node,
                registry,
                "pull",
                "the runtime cannot pull " + image,
                "pull " + image,
                OptionalInt.empty(),
                said,
                "See what the runtime says; the registry itself answers this node.");
    }

    /** An image of the cluster itself. @param server what its name begins with */
    static StepFailedException clusterImage(ClusterNode node, RegistryServer server, String image, List<String> said) {
        return new StepFailedException(new Failure(
                "node " + node + " cannot pull " + image + ", which the cluster is made of, from registry " + server,
                Optional.of(node.toString()),
                Optional.of("pull " + image),
                OptionalInt.empty(),
                said,
                Optional.of("Push it there ('kubeadm config images list --image-repository ...' names all), check"
                        + " image_repository, or give private_registry_connection_info for " + server
                        + ", then retry.")));
    }

    private static Optional<StepFailedException> failure(
            ClusterNode node, RegistryConnection registry, String stage, String what, Reply reply, String advice) {
        var status = reply.status() > 0 ? OptionalInt.of(reply.status()) : OptionalInt.empty();
        return Optional.of(
                of(node, registry, stage, what, "GET " + registry.url() + "/v2/", status, reply.said(), advice));
    }

    private static StepFailedException of(
            ClusterNode node,
            RegistryConnection registry,
            String stage,
            String what,
            String command,
            OptionalInt status,
            List<String> said,
            String advice) {
        return new StepFailedException(new Failure(
                "node " + node + " cannot use registry " + registry.server() + ": " + stage + " failed: " + what,
                Optional.of(node.toString()),
                Optional.of(command),
                status,
                said,
                Optional.of(advice)));
    }
}
