package dev.davit.driver.kubernetes.leave;

import dev.davit.driver.kubernetes.api.FinishedMaster;
import dev.davit.driver.vm.Failures;
import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cluster's etcd, as a master sees it: its JSON API on that master (etcd 3.4 and later), with the certificates that kubeadm
 * makes. Neither etcdctl nor a pod to run it in is needed.
 */
final class Etcd {
    private static final String PKI = "/etc/kubernetes/pki/etcd/";
    private static final String LOCAL = "https://127.0.0.1:2379";

    private final VmSession session;

    Etcd(FinishedMaster master) {
        this.session = master.session();
    }

    /** @param id decimal @param address of the machine that it runs on */
    record Member(String id, String name, String address) {}

    List<Member> members() throws StepFailedException, InterruptedException {
        var members = new ArrayList<Member>();
        for (JsonNode node :
                ask(LOCAL + "/v3/cluster/member/list", Optional.of("{}")).path("members")) {
            String peer = node.path("peerURLs").path(0).asString("");
            String host = URI.create(peer).getHost();
            members.add(new Member(
                    node.path("ID").asString(""),
                    node.path("name").asString(""),
                    host == null ? "" : host.replace("[", "").replace("]", "")));
        }
        return members;
    }

    boolean isHealthy(Member member) throws InterruptedException {
        String host = member.address().contains(":") ? "[" + member.address() + "]" : member.address();
        try {
            return ask("https://" + host + ":2379/health", Optional.empty())
                    .path("health")
                    .asString("")
                    .equals("true");
        } catch (StepFailedException down) {
            return false;
        }
    }

    void remove(Member member) throws StepFailedException, InterruptedException {
        ask(LOCAL + "/v3/cluster/member/remove", Optional.of("{\"ID\": \"" + member.id() + "\"}"));
    }

    private JsonNode ask(String url, Optional<String> body) throws StepFailedException, InterruptedException {
        var words =
                new ArrayList<>(List.of("curl", "--disable", "--silent", "--show-error", "--fail", "--noproxy", "*"));
        words.addAll(List.of("--max-time", "10", "--cacert", PKI + "ca.crt"));
        words.addAll(List.of("--cert", PKI + "healthcheck-client.crt", "--key", PKI + "healthcheck-client.key"));
        if (body.isPresent()) {
            words.addAll(List.of("--data-binary", "@-"));
        }
        words.add(url);
        Command command = Command.of(words).sudo();
        CommandResult result = session.ask(body.isPresent() ? command.input(body.get()) : command);
        String advice = "Check the etcd pods of the masters; when their majority is lost, heal the entire VNF.";
        if (!result.succeeded()) {
            throw Failures.of(
                    "etcd does not answer " + url + " on master " + session.host(), session.host(), result, advice);
        }
        try {
            return JsonMapper.shared().readTree(result.stdout());
        } catch (JacksonException e) {
            throw Failures.of("etcd's answer to " + url + " is no JSON", session.host(), result, advice);
        }
    }
}
