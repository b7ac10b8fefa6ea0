package dev.davit.driver.registry;

import dev.davit.driver.vm.VmSession;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.remote.Command;
import dev.davit.remote.HostAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Waits until the registry answers GET /v2/ (200, or 401 when it wants a login) to a request from here, that is, from
 * outside of the VM. Changes nothing, so it can be run again.
 */
final class VerifyRegistry implements Step {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    private static final String STATE =
            "{{.State.Status}} (last exit status {{.State.ExitCode}}, {{.RestartCount}} restarts)";

    private final RegistryVm vm;

    VerifyRegistry(RegistryVm vm) {
        this.vm = vm;
    }

    @Override
    public StepId id() {
        return vm.step("verify registry");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        HostAddress address = vm.address(context);
        String host = address.address().contains(":") ? "[" + address.address() + "]" : address.address();
        URI uri = URI.create("http://" + host + ":" + vm.parameters().port() + "/v2/");
        long deadline = System.nanoTime() + vm.settings().verifyLimit().toNanos();
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(DIRECT)
                .connectTimeout(REQUEST_LIMIT)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            while (true) {
                Answer answer = ask(client, uri);
                if (answer.isRegistry()) {
                    context.progress("the registry answers at " + uri);
                    return StepResult.of(
                            Effect.NOTHING,
                            Map.of("registry", host + ":" + vm.parameters().port()));
                }
                if (System.nanoTime() >= deadline) {
                    throw failure(context, uri, answer);
                }
                context.pause(PAUSE);
            }
        }
    }

    /** @param what status, or why there is none */
    private record Answer(OptionalInt status, String what) {
        boolean isRegistry() {
            return status.isPresent() && (status.getAsInt() == 200 || status.getAsInt() == 401);
        }
    }

    private static Answer ask(HttpClient client, URI uri) throws InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(REQUEST_LIMIT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // Closed unread: the body says nothing that is needed, and could be endless.
            response.body().close();
            int status = response.statusCode();
            return new Answer(OptionalInt.of(status), "it answers with status " + status);
        } catch (ConnectException e) {
            return new Answer(OptionalInt.empty(), "no connection: nobody listens, or the port is not let in");
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer(OptionalInt.empty(), "no answer: " + reason);
        }
    }

    private StepFailedException failure(StepContext context, URI uri, Answer answer)
            throws StepFailedException, InterruptedException {
        List<String> logs;
        String state;
        try (VmSession session = vm.connect(context)) {
            state = session.ask(Command.of("docker", "inspect", "--format", STATE, RegistryContainer.NAME)
                            .sudo())
                    .stdout()
                    .strip();
            logs = session.run(Command.of("docker", "logs", "--tail", "15", RegistryContainer.NAME)
                            .sudo())
                    .lastLines();
        }
        return new StepFailedException(new Failure(
                "the registry does not answer within "
                        + vm.settings().verifyLimit().toSeconds() + " s; " + answer.what() + "; its container is "
                        + (state.isEmpty() ? "not there" : state),
                Optional.of(uri.getHost()),
                Optional.of("GET " + uri),
                answer.status(),
                logs,
                Optional.of("See the container's last log lines here. If it runs, check that the security groups of "
                        + vm.parameters().sshCpName() + " let TCP port "
                        + vm.parameters().port() + " in.")));
    }

    /** A proxy of this process is none of the registry's business: its clients must reach it directly. */
    private static final ProxySelector DIRECT = new ProxySelector() {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // The caller sees the failure.
        }
    };
}
