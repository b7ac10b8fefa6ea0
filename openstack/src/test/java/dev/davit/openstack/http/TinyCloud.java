package dev.davit.openstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A real HTTP server with a Keystone and one handler for everything else, which each test gives. */
public final class TinyCloud implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final AtomicInteger tokens = new AtomicInteger();
    public final List<String> seen = new CopyOnWriteArrayList<>();
    public final List<String> logins = new CopyOnWriteArrayList<>();
    public volatile Duration tokenLife = Duration.ofHours(1);
    public volatile int loginStatus = 201;
    public volatile Handler handler = call -> new Answer(200, "{}", Map.of());

    public interface Handler {
        Answer answer(Call call) throws IOException;
    }

    /** @param token the X-Auth-Token that was sent */
    public record Call(String method, String uri, String token, String body, int number) {}

    /** Status -1 breaks the connection. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer of(int status, String body) {
            return new Answer(status, body, Map.of());
        }
    }

    public TinyCloud() {
        this(null);
    }

    public TinyCloud(SSLContext tls) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
                scheme = "http";
            } else {
                var https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = https;
                scheme = "https";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.createContext("/identity/v3/auth/tokens", this::logIn);
        server.start();
    }

    public String url() {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    private void logIn(HttpExchange exchange) throws IOException {
        logins.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("X-Subject-Token", "token-" + tokens.incrementAndGet());
        Instant now = Instant.parse("2020-01-01T00:00:00Z");
        String catalogue =
                List.of("orchestration:/heat/v1/p", "image:/image", "compute:/compute/v2.1", "network:/network/")
                        .stream()
                        .map(e -> """
                        {"type": "%s", "endpoints": [
                          {"interface": "internal", "region": "RegionOne", "url": "http://internal.invalid"},
                          {"interface": "public", "region": "RegionOne", "url": "%s"},
                          {"interface": "public", "region": "RegionTwo", "url": "%s/two"}]}""".formatted(e.split(":")[0], url() + e.split(":")[1], url()))
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();
        String body = loginStatus == 201
                ? """
                  {"token": {"issued_at": "%s", "expires_at": "%s", "roles": [{"name": "member"}], "catalog": [%s]}}""".formatted(now, now.plus(tokenLife), catalogue)
                : "{\"error\": {\"code\": 401, \"message\": \"The request you have made requires authentication.\"}}";
        send(exchange, loginStatus, body);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        seen.add(what);
        var token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        var answer = handler.answer(
                new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(), token, body, seen.size()));
        if (answer.status() == -1) {
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        send(exchange, answer.status(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
