package dev.davit.driver.kubernetes.api;

import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The API through a master, for clusters that are not reached from here: curl on the master with the client certificate that
 * kubeadm gives every API server. Bodies go by standard input.
 */
final class SshTransport implements Transport {
    private static final String PKI = "/etc/kubernetes/pki/";

    private final VmSession session;
    private final String url;

    /** @param address of the master itself, for which its API server's certificate is valid */
    SshTransport(VmSession session, String address) {
        this.session = session;
        this.url = "https://" + (address.contains(":") ? "[" + address + "]" : address) + ":6443";
    }

    @Override
    public Reply send(String method, String path, Optional<String> body)
            throws StepFailedException, InterruptedException {
        var words = new ArrayList<>(List.of("curl", "--disable", "--silent", "--show-error", "--noproxy", "*"));
        words.addAll(List.of("--max-time", "60", "--cacert", PKI + "ca.crt"));
        words.addAll(List.of("--cert", PKI + "apiserver-kubelet-client.crt"));
        words.addAll(List.of("--key", PKI + "apiserver-kubelet-client.key"));
        words.addAll(List.of("--request", method, "--write-out", "\n%{http_code}"));
        if (body.isPresent()) {
            words.addAll(List.of("--header", "Content-Type: application/json", "--data-binary", "@-"));
        }
        words.add(url + path);
        Command command = Command.of(words).sudo();
        CommandResult result = session.ask(body.isPresent() ? command.input(body.get()) : command);
        int end = result.stdout().lastIndexOf('\n');
        if (!result.succeeded() || end < 0) {
            throw Failures.of(
                    "the cluster's API does not answer on master " + session.host(),
                    session.host(),
                    result,
                    "Check the API server on that master (port 6443), then retry.");
        }
        return new Reply(
                Integer.parseInt(result.stdout().substring(end + 1).strip()),
                result.stdout().substring(0, end));
    }

    /** The session is its opener's. */
    @Override
    public void close() {}
}
