package dev.davit.server.rest.http;

import dev.davit.lifecycle.ProblemDetails;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Writes an answer. */
final class Responder {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

    /** No browser is to run what a package brings, or to take an answer for something else than it is. */
    private static final Map<String, String> PROTECTION = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");

    /** The client closed the connection while the answer was written. */
    static final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientGone(Throwable cause) {
            super(cause);
        }
    }

    private final ServerResponse response;
    private final boolean legacy;

    /** @param legacy errors in the form of the /v1.0 API */
    Responder(ServerResponse response, boolean legacy) {
        this.response = response;
        this.legacy = legacy;
    }

    void send(Answer answer) {
        response.status(answer.status());
        PROTECTION.forEach(response::header);
        answer.headers().forEach((name, value) -> response.header(name, singleLine(value)));
        try {
            switch (answer) {
                case Answer.Json json ->
                    sendJson(json.status() >= 400 ? "application/problem+json" : "application/json", json.body());
                case Answer.Empty ignored -> response.send();
                case Answer.Content content -> sendContent(content);
                case Answer.Events events -> sendEvents(events.feed());
            }
        } catch (UncheckedIOException e) {
            throw new ClientGone(e);
        }
    }

    void problem(ProblemDetails problem, Map<String, String> headers) {
        if (response.isSent()) {
            // Half of an answer is with the client already; all that is left is to end the connection.
            LOG.warn("Answer broken off: {}", problem.detail());
            throw new CloseConnection();
        }
        response.status(problem.status());
        PROTECTION.forEach(response::header);
        headers.forEach((name, value) -> response.header(name, singleLine(value)));
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Keystone");
        }
        if (legacy) {
            sendJson("application/json", Problems.legacyJson(problem));
        } else {
            sendJson("application/problem+json", Problems.json(problem));
        }
    }

    /** Makes Helidon drop the connection. */
    static final class CloseConnection extends io.helidon.webserver.CloseConnectionException {
        private static final long serialVersionUID = 1L;

        CloseConnection() {
            super("answer broken off");
        }
    }

    private void sendJson(String contentType, JsonNode body) {
        response.header("Content-Type", contentType);
        response.send(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void sendContent(Answer.Content content) {
        response.header("Content-Type", content.contentType());
        response.headers().contentLength(content.length());
        try (var out = response.outputStream()) {
            content.body().writeTo(out);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    private void sendEvents(Answer.EventFeed feed) {
        response.headers().set(HeaderValues.CACHE_NO_CACHE);
        response.headers().set(HeaderNames.create("X-Accel-Buffering"), "no");
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            feed.run(new Answer.EventSink() {
                @Override
                public void event(String id, JsonNode data) {
                    sink.emit(SseEvent.builder().id(id).data(data.toString()).build());
                }

                @Override
                public void comment(String text) {
                    sink.emit(SseEvent.builder()
                            .comment(text)
                            .data(SseEvent.NO_DATA)
                            .build());
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A header's value cannot smuggle in another header. */
    private static String singleLine(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalStateException("control character in a header value");
        }
        return value;
    }
}
