package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.NodeStep;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.remote.Content;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Gives a new node its host name, and any node the names of all nodes and registries in /etc/hosts. Only what differs is
 * written, and the names stand in a block that is replaced as a whole, so a second run does nothing. A node of the cluster that
 * is down is passed over.
 */
public final class SetHosts extends NodeStep {
    /**
     * Written in place: where a node is a container, these files are mounts that cannot be replaced. Not before all $2 bytes have
     * come: what stands there of others would be lost with a connection.
     */
    static final String WRITE = """
            set -e
            new=$(mktemp)
            trap 'rm -f -- "$new"' EXIT
            cat > "$new"
            [ "$(wc -c < "$new")" -eq "$2" ]
            cat < "$new" > "$1"
            """;

    private final boolean rename;

    /** @param rename whether the node is new, so that its host name is set too */
    public SetHosts(Cluster cluster, Vm vm, boolean rename) {
        super(cluster, vm, rename ? "set hosts" : "update hosts");
        this.rename = rename;
    }

    @Override
    protected StepResult run(StepContext context, Topology topology, ClusterNode node)
            throws StepFailedException, InterruptedException {
        if (rename) {
            try (VmSession session = node.vm().connect(context)) {
                return setHostName(session, node.name()) | setHosts(session, topology)
                        ? StepResult.of(Effect.CHANGED)
                        : StepResult.nothing();
            }
        }
        Optional<VmSession> up = StandingNode.connect(cluster, context, topology, node);
        if (up.isEmpty()) {
            return StepResult.nothing();
        }
        try (VmSession session = up.get()) {
            return setHosts(session, topology) ? StepResult.of(Effect.CHANGED) : StepResult.nothing();
        }
    }

    private boolean setHosts(VmSession session, Topology topology) throws StepFailedException, InterruptedException {
        String present = session.must(
                        Command.of("cat", EtcHosts.PATH), EtcHosts.PATH + " cannot be read", "Check the node's disk.")
                .stdout();
        String wanted =
                EtcHosts.render(present, topology.nodes(), cluster.parameters().registries());
        if (wanted.equals(present)) {
            return false;
        }
        write(session, EtcHosts.PATH, wanted);
        return true;
    }

    private static boolean setHostName(VmSession session, String name)
            throws StepFailedException, InterruptedException {
        if (session.ask(Command.of("hostname")).stdout().strip().equals(name)) {
            return false;
        }
        write(session, "/etc/hostname", name + "\n");
        session.must(Command.of("hostname", name).sudo(), "the host name cannot be set", "Set it by hand and retry.");
        return true;
    }

    private static void write(VmSession session, String path, String content)
            throws StepFailedException, InterruptedException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        session.must(
                Command.of("sh", "-c", WRITE, "davit", path, Integer.toString(bytes.length))
                        .sudo()
                        .input(Content.of(bytes)),
                path + " cannot be written",
                "Check the node's disk.");
    }
}
