package dev.davit.server.rest.http;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one entry for all requests: finds the route, asks who calls, runs the operation and writes its answer. Whatever
 * goes wrong becomes a problem; a client never sees a stack trace.
 */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final Caller NOBODY = new Caller("", "", false);

    private final PathTable paths;
    private final Authenticator authenticator;
    private final RequestMetrics metrics;
    private final long maxJsonBytes;

    /** @param maxJsonBytes longest request body of a JSON operation */
    public Api(List<Route> routes, Authenticator authenticator, RequestMetrics metrics, long maxJsonBytes) {
        this.paths = new PathTable(routes);
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.maxJsonBytes = maxJsonBytes;
    }

    public void handle(ServerRequest request, ServerResponse response) {
        long start = System.nanoTime();
        String path = request.path().rawPath();
        Optional<PathTable.Match> match = paths.find(path);
        var responder = new Responder(response, path.startsWith("/v1.0/"));
        try {
            responder.send(answer(request, match));
        } catch (MethodNotAllowed e) {
            responder.problem(e.problem(), Map.of("Allow", e.allowed));
        } catch (ProblemException e) {
            responder.problem(e.problem(), Map.of());
        } catch (Responder.ClientGone e) {
            LOG.debug(
                    "{} {}: the client closed the connection",
                    request.prologue().method(),
                    path);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            responder.problem(unexpected(request, e), Map.of());
        } finally {
            metrics.record(
                    request.prologue().method().text(),
                    match.map(PathTable.Match::template).orElse("unknown"),
                    response.status().code(),
                    System.nanoTime() - start);
        }
    }

    private Answer answer(ServerRequest request, Optional<PathTable.Match> match) throws IOException {
        var found = match.orElseThrow(() ->
                new ProblemException(ProblemDetails.notFound("There is no such resource in this API; check the URL.")));
        var method = request.prologue().method();
        Optional<Route> route =
                found.routes().stream().filter(r -> r.method().equals(method)).findFirst();
        if (route.isEmpty()) {
            throw new MethodNotAllowed(
                    found.routes().stream().map(r -> r.method().text()).collect(Collectors.joining(",")));
        }
        Caller caller = NOBODY;
        if (route.get().access() != Access.OPEN) {
            authenticator.admit(
                    request.headers().first(HeaderNames.HOST), request.headers().first(HeaderNames.ORIGIN));
            caller = authenticator.authenticate(
                    request.headers().first(HeaderNames.create("X-Auth-Token")),
                    route.get().access());
        }
        return route.get().handler().answer(new ApiRequest(request, found.parameters(), caller, maxJsonBytes));
    }

    private static final class MethodNotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String allowed;

        MethodNotAllowed(String allowed) {
            super(allowed);
            this.allowed = allowed;
        }

        ProblemDetails problem() {
            return ProblemDetails.of(405, "Method Not Allowed", "This resource knows the methods " + allowed + ".");
        }
    }

    private static ProblemDetails unexpected(ServerRequest request, Throwable e) {
        if (e instanceof DataReader.InsufficientDataAvailableException) {
            String what = request.prologue().method() + " " + request.path().rawPath();
            LOG.info("{}: the client has gone before its request was complete", what);
            return ProblemDetails.of(400, "Bad Request", "The request ended before it was complete.");
        }
        UUID reference = UUID.randomUUID();
        LOG.error(
                "{} {} failed, reference {}",
                request.prologue().method(),
                request.path().rawPath(),
                reference,
                e);
        return ProblemDetails.of(
                500,
                "Internal Server Error",
                "The server failed on this request. Its log has the cause under the reference " + reference + ".");
    }
}
