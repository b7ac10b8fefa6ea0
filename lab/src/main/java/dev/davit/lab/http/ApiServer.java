package dev.davit.lab.http;

import dev.davit.lab.fault.Fault;
import dev.davit.lab.fault.Faults;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lab's one port: finds the route, suffers the faults on order, checks the token, answers in the service's own shapes. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Router router;
    private final Calls calls;
    private final Faults faults;
    private final Function<String, Optional<Caller>> tokens;
    private final WebServer server;

    /** @param tokens what a token means; empty when it is unknown or expired */
    public ApiServer(
            String bind,
            int port,
            Router router,
            Calls calls,
            Faults faults,
            Function<String, Optional<Caller>> tokens) {
        this.router = router;
        this.calls = calls;
        this.faults = faults;
        this.tokens = tokens;
        this.server = WebServer.builder()
                .host(bind)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .maxPayloadSize(-1)
                .routing(r -> r.any(this::serve))
                .build()
                .start();
    }

    public int port() {
        return server.port();
    }

    private void serve(ServerRequest request, ServerResponse response) throws Exception {
        String method = request.prologue().method().text();
        String path = request.path().rawPath();
        Service service = Service.of(path);
        Response answer;
        try {
            answer = answer(method, path, service, request);
        } catch (ApiException e) {
            answer = Errors.render(service, e);
        } catch (IllegalArgumentException | ClassCastException e) {
            LOG.debug("{} {} has bad input", method, path, e);
            answer = Errors.render(service, ApiException.badRequest("Invalid input: " + e.getMessage()));
        } catch (CloseConnectionException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", method, path, e);
            answer = Errors.render(service, new ApiException(500, "InternalServerError", "The lab failed: " + e));
        }
        send(request, response, answer);
    }

    private Response answer(String method, String path, Service service, ServerRequest request) throws Exception {
        Router.Match match = router.find(method, path).orElse(null);
        String template =
                match == null ? path : match.route().map(Router.Route::template).orElse(path);
        if (service != Service.LAB) {
            calls.count(method, template);
            Optional<Fault> fault = faults.ofRequest(method, path);
            if (fault.isPresent()) {
                suffer(fault.get());
            }
        }
        if (match == null) {
            throw new ApiException(404, "HTTPNotFound", "The resource could not be found.");
        }
        Router.Route route = match.route()
                .orElseThrow(() -> new ApiException(
                        405,
                        "HTTPMethodNotAllowed",
                        "The method " + method + " is not allowed for this resource.",
                        Map.of("Allow", String.join(",", match.methods()))));
        Optional<Caller> caller = request.headers()
                .first(io.helidon.http.HeaderNames.create("X-Auth-Token"))
                .flatMap(tokens);
        if (!route.open() && caller.isEmpty()) {
            throw new ApiException(
                    401,
                    "Unauthorized",
                    "The request you have made requires authentication.",
                    Map.of(
                            "WWW-Authenticate",
                            "Keystone uri=\"http://"
                                    + request.headers()
                                            .first(io.helidon.http.HeaderNames.HOST)
                                            .orElse("") + "/identity\""));
        }
        return route.handler().handle(new Request(request, match.parameters(), caller));
    }

    private static void suffer(Fault fault) throws InterruptedException {
        if (fault.latencyMillis() > 0) {
            Thread.sleep(fault.latencyMillis());
        }
        if (fault.reset()) {
            throw new CloseConnectionException("on order of a fault");
        }
        if (fault.status() > 0) {
            throw new ApiException(
                    fault.status(),
                    "Fault",
                    fault.reason().orElse(Errors.title(fault.status())),
                    fault.retryAfter() > 0 ? Map.of("Retry-After", Integer.toString(fault.retryAfter())) : Map.of());
        }
    }

    private static void send(ServerRequest request, ServerResponse response, Response answer) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.header(name, value));
        response.header("X-Openstack-Request-Id", "req-" + UUID.randomUUID());
        boolean head = request.prologue().method().equals(Method.HEAD);
        switch (answer.body()) {
            case Response.Nothing nothing -> response.send();
            case Response.Bytes bytes -> {
                response.header("Content-Type", bytes.contentType());
                if (head) {
                    response.send();
                } else {
                    response.send(bytes.bytes());
                }
            }
            case Response.File file -> {
                response.header("Content-Type", file.contentType());
                response.contentLength(file.size());
                if (head) {
                    response.send();
                } else {
                    copy(file, response);
                }
            }
        }
    }

    private static void copy(Response.File file, ServerResponse response) {
        try (OutputStream out = response.outputStream()) {
            Files.copy(file.path(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("Sending " + file.path() + " failed", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
