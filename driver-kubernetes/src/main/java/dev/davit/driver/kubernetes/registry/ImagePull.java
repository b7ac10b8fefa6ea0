package dev.davit.driver.kubernetes.registry;

import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pulls through a node's runtime, as its kubelet would. A password is on no command line: it goes by standard input or by file. */
final class ImagePull {
    /** Runtimes are written in Go, whose resolver looks at /etc/hosts again only after five seconds. */
    private static final Duration HOSTS_SEEN = Duration.ofSeconds(6);

    private final Cluster cluster;
    private final VmSession session;
    private final Runtime runtime;

    ImagePull(Cluster cluster, VmSession session, Runtime runtime) {
        this.cluster = cluster;
        this.session = session;
        this.runtime = runtime;
    }

    /** @return empty when the image is there now, else what the runtime says */
    Optional<List<String>> pull(StepContext context, String image, Optional<Credentials> credentials)
            throws StepFailedException, InterruptedException {
        context.command(session.host(), "pull " + image);
        Optional<List<String>> failed = attempt(image, credentials);
        if (failed.isPresent() && failed.get().stream().anyMatch(line -> line.contains("no such host"))) {
            context.progress(
                    "the runtime on " + session.host() + " does not know the registry's name yet; asking it again");
            context.pause(HOSTS_SEEN);
            return attempt(image, credentials);
        }
        return failed;
    }

    /** Whether the node has it already. */
    boolean isPresent(String image) throws StepFailedException, InterruptedException {
        return runtime == Runtime.DOCKER
                ? session.ask(Command.of("docker", "image", "inspect", "--format", "{{.Id}}", image)
                                .sudo())
                        .succeeded()
                : CriPull.isPresent(session, image);
    }

    private Optional<List<String>> attempt(String image, Optional<Credentials> credentials)
            throws StepFailedException, InterruptedException {
        try {
            return pull(image, credentials);
        } catch (StepFailedException e) {
            if (e.getCause() instanceof RemoteException.TimedOut late) {
                return Optional.of(List.of(late.getMessage()));
            }
            throw e;
        }
    }

    private Optional<List<String>> pull(String image, Optional<Credentials> credentials)
            throws StepFailedException, InterruptedException {
        return runtime == Runtime.DOCKER
                ? docker(image)
                : CriPull.pull(session, image, credentials, cluster.settings().pullLimit());
    }

    /** With the kubelet's own credentials. */
    private Optional<List<String>> docker(String image) throws StepFailedException, InterruptedException {
        CommandResult result = session.ask(
                Command.of("docker", "--config", "/var/lib/kubelet", "pull", "--quiet", image)
                        .sudo(),
                cluster.settings().pullLimit());
        return result.succeeded() ? Optional.empty() : Optional.of(result.lastLines());
    }
}
