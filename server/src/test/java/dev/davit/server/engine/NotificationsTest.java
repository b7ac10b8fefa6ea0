package dev.davit.server.engine;

import static dev.davit.server.engine.EngineBed.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.server.notification.ConsumerAuthentication;
import dev.davit.server.notification.ConsumerClient;
import dev.davit.server.notification.Deliveries;
import dev.davit.server.notification.NotificationBody;
import dev.davit.server.notification.NotificationOutbox;
import dev.davit.server.notification.SubscriptionFilter;
import dev.davit.server.notification.Subscriptions;
import dev.davit.server.rest.vnflcm.Links;
import dev.davit.server.rest.vnflcm.OccurrenceView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class NotificationsTest {
    private static final Deliveries.Settings QUICK = new Deliveries.Settings(
            Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofDays(1));

    private final NotificationOutbox outbox = new NotificationOutbox(
            new NotificationBody(() -> "http://vnfm", new OccurrenceView(new Links(() -> "http://vnfm"))::json));
    private final EngineBed bed = new EngineBed(outbox);
    private final ConsumerClient client = new ConsumerClient();
    private final Subscriptions subscriptions =
            new Subscriptions(bed.database.jdbi(), bed.database.secrets(), client, true);
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer consumer = consumer();
    private Deliveries deliveries = deliver();

    @AfterEach
    void close() {
        deliveries.close();
        consumer.stop(0);
        bed.close();
    }

    private Deliveries deliver() {
        return Deliveries.start(bed.database.jdbi(), bed.database.secrets(), outbox, new ConsumerClient(), QUICK);
    }

    private HttpServer consumer() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/callback", this::take);
            server.createContext("/token", exchange -> {
                byte[] token = "{\"access_token\":\"tok-1\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, token.length);
                exchange.getResponseBody().write(token);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                received.add(TestVnf.JSON.readTree(body));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + consumer.getAddress().getPort() + path);
    }

    private void subscribe(SubscriptionFilter filter) {
        subscriptions.create(CALLER, url("/callback"), filter, new ConsumerAuthentication.None());
    }

    private JsonNode next() throws InterruptedException {
        JsonNode notification = received.poll(20, TimeUnit.SECONDS);
        assertThat(notification).as("a notification").isNotNull();
        return notification;
    }

    @Test
    void subscribersHearOfEveryStateInOrder() throws Exception {
        subscribe(SubscriptionFilter.EVERYTHING);
        bed.instantiated();
        assertThat(next().path("notificationType").stringValue()).isEqualTo("VnfIdentifierCreationNotification");
        assertThat(List.of(next(), next(), next()))
                .extracting(n -> n.path("operationState").stringValue() + " "
                        + n.path("notificationStatus").stringValue())
                .containsExactly("STARTING START", "PROCESSING START", "COMPLETED RESULT");
    }

    @Test
    void theResultSaysWhatChanged() throws Exception {
        subscribe(completed());
        bed.instantiated();
        JsonNode result = next();
        assertThat(result.path("affectedVnfcs").path(0).path("changeType").stringValue())
                .isEqualTo("ADDED");
        assertThat(result.path("_links").path("vnfLcmOpOcc").path("href").stringValue())
                .startsWith("http://vnfm/vnflcm/v1/vnf_lcm_op_occs/");
    }

    private static SubscriptionFilter completed() {
        return new SubscriptionFilter(
                        Set.of(),
                        Set.of(),
                        Set.of(OperationState.COMPLETED, OperationState.FAILED_TEMP),
                        Set.of(),
                        List.of(),
                        Set.of(),
                        Set.of())
                .withTypes(SubscriptionFilter.OCCURRENCE);
    }

    /** It kept the request of the client, and a place among the senders, for ever. */
    @Test
    void aSubscriberThatNeverEndsItsAnswerHoldsNobody() throws Exception {
        var over = new java.util.concurrent.CountDownLatch(1);
        consumer.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            var outcome = subscriptions.create(
                    CALLER, url("/endless"), SubscriptionFilter.EVERYTHING, new ConsumerAuthentication.None());
            assertThat(outcome.created()).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void anErrorThatCannotBeStoredAsItIsIsToldAllTheSame() throws Exception {
        subscribe(completed());
        bed.vim.failures.put("stack create", "a\0b");
        var operation = bed.run(bed.start(bed.create().id(), TestVnf.instantiate("simple")));
        assertThat(operation.state()).isEqualTo(OperationState.FAILED_TEMP);
        assertThat(next().at("/error/detail").stringValue()).contains("a\uFFFDb");
    }

    @Test
    void noSubscriberIsWhereOnlyTheServerGets() {
        var none = new ConsumerAuthentication.None();
        var oauth = new ConsumerAuthentication.ClientCredentials("id", "pw", URI.create("http://[fe80::1]/token"));
        assertThatThrownBy(() -> subscriptions.create(
                        CALLER,
                        URI.create("http://169.254.169.254/latest/meta-data"),
                        SubscriptionFilter.EVERYTHING,
                        none))
                .hasMessageContaining("169.254.169.254, which the server does not send to");
        assertThatThrownBy(() -> subscriptions.create(CALLER, url("/callback"), SubscriptionFilter.EVERYTHING, oauth))
                .hasMessageContaining("fe80:")
                .hasMessageContaining("which the server does not send to");
    }

    @Test
    void aRefusedNotificationIsSentAgainBeforeTheNext() throws Exception {
        refusals.set(2);
        subscribe(SubscriptionFilter.EVERYTHING);
        bed.instantiated();
        assertThat(next().path("notificationType").stringValue()).isEqualTo("VnfIdentifierCreationNotification");
        assertThat(next().path("operationState").stringValue()).isEqualTo("STARTING");
    }

    @Test
    void whatWasNotDeliveredBeforeARestartIsDeliveredAfterIt() throws Exception {
        subscribe(completed());
        deliveries.close();
        bed.instantiated();
        deliveries = deliver();
        assertThat(next().path("operationState").stringValue()).isEqualTo("COMPLETED");
    }

    @Test
    void anErrorComesAsProblemDetails() throws Exception {
        subscribe(completed());
        bed.vim.failures.put("stack create", "no quota");
        bed.run(bed.start(bed.create().id(), TestVnf.instantiate("simple")));
        JsonNode result = next();
        assertThat(result.path("error").path("status").intValue()).isEqualTo(500);
        assertThat(result.path("error").path("detail").stringValue()).contains("no quota");
    }

    @Test
    void basicCredentialsAreSent() throws Exception {
        subscriptions.create(
                CALLER, url("/callback"), completed(), new ConsumerAuthentication.Basic("nfvo", "pw-9000"));
        bed.instantiated();
        next();
        assertThat(authorizations.take()).startsWith("Basic ");
    }

    @Test
    void aTokenOfTheClientCredentialsGrantIsSent() throws Exception {
        subscriptions.create(
                CALLER,
                url("/callback"),
                completed(),
                new ConsumerAuthentication.ClientCredentials("id", "pw-9000", url("/token")));
        bed.instantiated();
        next();
        assertThat(authorizations.take()).isEqualTo("Bearer tok-1");
    }

    @Test
    void theSameSubscriptionTwiceIsOne() {
        var none = new ConsumerAuthentication.None();
        var first = subscriptions.create(CALLER, url("/callback"), completed(), none);
        var second = subscriptions.create(CALLER, url("/callback"), completed(), none);
        assertThat(second.created()).isFalse();
        assertThat(second.subscription()).isEqualTo(first.subscription());
    }

    @Test
    void aCallbackThatDoesNotAnswerIsRefused() {
        assertThatThrownBy(() -> subscriptions.create(
                        CALLER, url("/nothing-here"), completed(), new ConsumerAuthentication.None()))
                .hasMessageContaining("callbackUri");
    }
}
