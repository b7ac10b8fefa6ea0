package dev.davit.driver.kubernetes.install;

import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.kubernetes.topology.ClusterNode;
import dev.davit.driver.kubernetes.topology.Topology;
import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls an install script on a node: arguments as they are, the environment by standard input as it may hold a proxy's
 * password. Calls on one node wait for each other, so that one whose connection was lost comes to its end first.
 */
final class ScriptRun {
    private static final String SUCCESS = "Install Success!";

    /** Takes lines NAME=VALUE up to an empty one as environment and becomes the command. */
    private static final String LAUNCH =
            "while IFS= read -r line && [ -n \"$line\" ]; do export \"$line\"; done;" + " exec \"$@\" </dev/null";

    private final Cluster cluster;
    private final InstallScript script;

    ScriptRun(Cluster cluster, InstallScript script) {
        this.cluster = cluster;
        this.script = script;
    }

    /** Waits until no earlier call runs any more. */
    void awaitEarlier(VmSession session, ClusterNode node) throws StepFailedException, InterruptedException {
        session.must(
                Command.of("flock", "--close", InstallScript.DIRECTORY, "true").sudo(),
                cluster.settings().scriptLimit(),
                "an earlier call of the install script on " + node + " does not end",
                "See what it does on the node (ps axf).");
    }

    /** @param secrets among the arguments */
    CommandResult call(
            VmSession session, Topology topology, ClusterNode node, List<String> arguments, List<String> secrets)
            throws StepFailedException, InterruptedException {
        CommandResult result = run(session, topology, node, arguments, secrets);
        boolean said = result.stdout().lines().map(String::strip).anyMatch(SUCCESS::equals)
                || result.lastLines().stream().map(String::strip).anyMatch(SUCCESS::equals);
        if (!result.succeeded() || !said) {
            throw Failures.of(
                    "the install script failed on node " + node
                            + (result.succeeded() ? ": it ended with status 0 but without '" + SUCCESS + "'" : ""),
                    session.host(),
                    result,
                    "Mend what its last lines say, then retry: nodes that are finished are not installed again.");
        }
        return result;
    }

    /** For a script that need not say that it succeeded. */
    CommandResult run(
            VmSession session, Topology topology, ClusterNode node, List<String> arguments, List<String> secrets)
            throws StepFailedException, InterruptedException {
        var words = new ArrayList<>(List.of("flock", "--close", InstallScript.DIRECTORY));
        words.addAll(List.of("sh", "-c", LAUNCH, "davit", "bash", InstallScript.onNode(script.path())));
        words.addAll(arguments);
        var environment = new StringBuilder();
        ScriptEnvironment.of(cluster.parameters(), topology, node)
                .forEach((name, value) ->
                        environment.append(name).append('=').append(value).append('\n'));
        Command command = Command.of(words).input(environment.append('\n').toString());
        for (String secret : secrets) {
            command = command.masking(secret);
        }
        return session.run(
                asRoot(session) ? command.sudo() : command, cluster.settings().scriptLimit());
    }

    /** Scripts written for other managers call sudo themselves; that works only where it asks for no password. */
    private boolean asRoot(VmSession session) throws StepFailedException, InterruptedException {
        return script.runsAsRoot()
                || !session.ask(Command.of("sudo", "-n", "true")).succeeded();
    }

    /** The value of a line NAME:VALUE of the output. */
    static Optional<String> value(CommandResult result, String name) {
        return result.stdout()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .filter(value -> !value.isEmpty())
                .reduce((first, last) -> last);
    }

    /** Results of the first master that may be remembered. */
    static Map<String, String> facts(CommandResult result) {
        var facts = new java.util.TreeMap<String, String>();
        value(result, "server").ifPresent(url -> facts.put("server", url));
        value(result, "ssl_ca_cert_hash").ifPresent(hash -> facts.put("ssl_ca_cert_hash", hash));
        return facts;
    }
}
