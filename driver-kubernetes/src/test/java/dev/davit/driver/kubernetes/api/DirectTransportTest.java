package dev.davit.driver.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.davit.simulator.Certificates;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** fabric8's client against an API server over TLS. */
class DirectTransportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Here the first connection leads to a server that fails, as through a load balancer, and every other one to one that works. */
    private static final String BEHIND_A_BALANCER = "/api/v1/nodes/b";

    private final AtomicReference<InetSocketAddress> firstClient = new AtomicReference<>();
    private final Certificates.Issued authority = Certificates.authority("kubernetes");
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private String url;

    @BeforeEach
    void start() throws Exception {
        Certificates.Issued issued = authority.server("127.0.0.1");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", issued.key(), new char[0], new Certificate[] {issued.certificate()});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            firstClient.compareAndSet(null, exchange.getRemoteAddress());
            if (exchange.getRequestURI().getPath().equals(BEHIND_A_BALANCER)
                    && exchange.getRemoteAddress().equals(firstClient.get())) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            boolean held = exchange.getRequestURI().getPath().endsWith("/eviction");
            byte[] answer = (held
                            ? "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 429, \"message\": \"held by budget\"}"
                            : "{\"major\": \"1\", \"minor\": \"34\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(held ? 429 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Optional<DirectTransport> open(Certificates.Issued trusted) {
        String kubeconfig =
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443", certificate-authority-data: %s}}]
                users: [{name: u, user: {token: secret-token}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(Base64.getEncoder().encodeToString(trusted.pem().getBytes(StandardCharsets.US_ASCII)));
        return DirectTransport.open(kubeconfig, url, PATIENCE);
    }

    @Test
    void requestsCarryTheCredentialsAndTheBody() throws Exception {
        try (DirectTransport api = open(authority).orElseThrow()) {
            assertThat(api.send("PUT", "/api/v1/nodes/a?x=1", Optional.of("{\"a\": 1}"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(requests).contains("PUT /api/v1/nodes/a?x=1 Bearer secret-token {\"a\": 1}");
    }

    @Test
    void anEvictionThatIsHeldIsAnAnswerAndNotTriedAgain() throws Exception {
        try (DirectTransport api = open(authority).orElseThrow()) {
            var reply = api.send("POST", "/api/v1/namespaces/n/pods/p/eviction", Optional.of("{}"));
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.body()).contains("held by budget");
        }
        assertThat(requests).filteredOn(request -> request.startsWith("POST")).hasSize(1);
    }

    @Test
    void aServerThatFailsIsLeftForAnotherOneBehindTheSameAddress() throws Exception {
        try (DirectTransport api = open(authority).orElseThrow()) {
            assertThat(api.send("DELETE", BEHIND_A_BALANCER, Optional.empty()).status())
                    .isEqualTo(200);
        }
        assertThat(requests).filteredOn(r -> r.startsWith("DELETE")).hasSize(2);
    }

    @Test
    void anApiThatIsNotTrustedIsNotUsed() {
        assertThat(open(Certificates.authority("Somebody else"))).isEmpty();
    }

    @Test
    void anAddressWhereNobodyListensIsNotUsed() {
        server.stop(0);
        assertThat(open(authority)).isEmpty();
    }
}
