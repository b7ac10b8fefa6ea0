package dev.davit.driver.kubernetes.api;

import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A connection to a master whose API server is ready: whom to ask about the cluster. Masters are tried in their order, so that
 * one that is down is no obstacle.
 */
public record FinishedMaster(ClusterNode node, VmSession session) implements AutoCloseable {
    public static final String ADMIN = "/etc/kubernetes/admin.conf";

    /** @param except VNFCs that are not asked: they leave, or are not there yet */
    public static FinishedMaster find(
            StepContext context, Topology topology, Collection<UUID> except, UnaryOperator<String> redaction)
            throws StepFailedException, InterruptedException {
        var reasons = new ArrayList<String>();
        for (ClusterNode node : topology.masters()) {
            if (except.contains(node.vnfcId())) {
                continue;
            }
            try {
                VmSession session = node.vm().connect(context, redaction);
                if (isReady(session, node)) {
                    return new FinishedMaster(node, session);
                }
                session.close();
                reasons.add(node + ": its API server is not ready");
            } catch (StepFailedException down) {
                reasons.add(node + ": " + down.getMessage());
            }
        }
        throw StepFailedException.of(
                "no master of the cluster can be asked: "
                        + (reasons.isEmpty() ? "there is no other one" : String.join("; ", reasons)),
                "Bring one of the masters back, then retry; or heal the entire VNF.");
    }

    private static boolean isReady(VmSession session, ClusterNode node)
            throws StepFailedException, InterruptedException {
        String host = node.address().contains(":") ? "[" + node.address() + "]" : node.address();
        return session.ask(Command.of("test", "-f", ADMIN).sudo()).succeeded()
                && session.ask(Command.of(
                                "curl",
                                "--disable",
                                "--silent",
                                "--insecure",
                                "--fail",
                                "--noproxy",
                                "*",
                                "--max-time",
                                "10",
                                "--output",
                                "/dev/null",
                                "https://" + host + ":6443/readyz"))
                        .succeeded();
    }

    @Override
    public void close() {
        session.close();
    }
}
