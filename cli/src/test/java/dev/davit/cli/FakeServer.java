package dev.davit.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * Speaks the server's API from answers that a test puts in: each request takes the next answer for its method and path, and
 * the last one stays. What was asked is recorded.
 */
final class FakeServer implements AutoCloseable {

    /** @param body as sent; a text for JSON and event streams alike */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** @param key method, path and query @param token of X-Auth-Token, "" without */
    record Request(String key, String body, String token, String lastEventId) {}

    private final HttpServer http;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    FakeServer on(String methodAndPath, int status, String body) {
        return on(methodAndPath, status, Map.of("Content-Type", "application/json"), body);
    }

    FakeServer on(String methodAndPath, int status, Map<String, String> headers, String body) {
        answers.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(new Answer(status, headers, body));
        return this;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request request(String methodAndPath) {
        return requests().stream()
                .filter(request -> request.key().equals(methodAndPath))
                .findFirst()
                .orElseThrow(() -> new AssertionError(methodAndPath + " was not asked, only " + requests()));
    }

    JsonNode body(String methodAndPath) {
        return Json.read(request(methodAndPath).body());
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(key, body, header(exchange, "X-Auth-Token"), header(exchange, "Last-Event-ID")));
            Answer answer = next(key);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            }
        }
    }

    private Answer next(String key) {
        Deque<Answer> queue = answers.getOrDefault(key, new ArrayDeque<>());
        synchronized (queue) {
            if (queue.isEmpty()) {
                String detail = "Nothing at " + key + ".";
                return new Answer(
                        404,
                        Map.of(),
                        Json.write(Json.object()
                                .put("title", "Not Found")
                                .put("status", 404)
                                .put("detail", detail)));
            }
            return queue.size() == 1 ? queue.getFirst() : queue.removeFirst();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
