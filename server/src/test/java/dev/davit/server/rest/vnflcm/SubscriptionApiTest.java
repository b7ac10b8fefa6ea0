package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions through the API, with a subscriber that is really there. */
@Timeout(60)
class SubscriptionApiTest {
    private static final String SUBSCRIPTIONS = "/vnflcm/v1/subscriptions";

    @TempDir
    Path folder;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private HttpServer consumer;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        consumer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        consumer.createContext("/callback", this::take);
        consumer.start();
        server = TestServer.start(options -> options.withPageSize(2));
    }

    @AfterEach
    void stop() {
        server.close();
        consumer.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                received.add(JsonMapper.shared().readTree(body));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private TestServer.Reply subscribe(String path, String more) {
        return server.post(
                SUBSCRIPTIONS,
                "{\"callbackUri\":\"http://127.0.0.1:" + consumer.getAddress().getPort() + path + "\"" + more + "}");
    }

    private String subscribed(String path, String more) {
        var reply = subscribe(path, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").stringValue();
    }

    @Test
    void aSubscriptionIsShownAtItsLocationWithoutItsCredentials() {
        var created = subscribe("/callback", """
                ,"filter":{"operationStates":["COMPLETED"]},
                "authentication":{"authType":["BASIC"],"paramsBasic":{"userName":"nfvo","password":"hidden-word"}}""");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var shown = server.get(created.header("Location"));
        assertThat(shown.json()).isEqualTo(created.json());
        assertThat(shown.json().at("/filter/operationStates/0").stringValue()).isEqualTo("COMPLETED");
        assertThat(shown.json().at("/_links/self/href").stringValue()).isEqualTo(created.header("Location"));
        assertThat(shown.text() + server.get(SUBSCRIPTIONS).text())
                .doesNotContain("hidden-word")
                .doesNotContain("authentication");
    }

    @Test
    void theSameSubscriptionAgainLeadsToTheFirst() {
        String id = subscribed("/callback", "");
        var again = subscribe("/callback", "");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).endsWith("/" + id);
    }

    @Test
    void aCallbackThatDoesNotAnswerIsRefused() {
        var reply = subscribe("/nothing-here", "");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.detail()).contains("callbackUri", "404");
        assertThat(server.get(SUBSCRIPTIONS).json()).isEmpty();
    }

    @Test
    void wrongMembersAreNamed() {
        var reply = subscribe("/callback", ",\"filter\":{\"operationTypes\":[\"EXPLODE\"]}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("filter.operationTypes[0]");
        assertThat(server.post(SUBSCRIPTIONS, "{}").detail()).contains("callbackUri");
    }

    @Test
    void theListHonoursItsFilter() {
        String completed = subscribed("/callback/1", ",\"filter\":{\"operationStates\":[\"COMPLETED\",\"FAILED\"]}");
        String all = subscribed("/callback/2", "");
        assertThat(ids("?filter=(eq,filter/operationStates,FAILED)")).containsExactly(completed);
        assertThat(ids("?filter=(cont,callbackUri,callback/2)")).containsExactly(all);
        assertThat(ids("?filter=(eq,id," + all + ")")).containsExactly(all);
        assertThat(ids("?filter=(eq,filter/operationStates,STARTING)")).isEmpty();
    }

    private java.util.List<String> ids(String query) {
        return server.get(SUBSCRIPTIONS + query)
                .json()
                .valueStream()
                .map(s -> s.get("id").stringValue())
                .toList();
    }

    @Test
    void aWrongFilterIsRefused() {
        assertThat(server.get(SUBSCRIPTIONS + "?filter=(eq,colour,red)").status())
                .isEqualTo(400);
        assertThat(server.get(SUBSCRIPTIONS + "?filter=(eq,filter/operationStates,SLEEPING)")
                        .status())
                .isEqualTo(400);
        assertThat(server.get(SUBSCRIPTIONS + "?colour=red").detail()).contains("colour");
    }

    @Test
    void aLongListComesInPages() {
        for (int i = 0; i < 3; i++) {
            subscribed("/callback/" + i, "");
        }
        var first = server.get(SUBSCRIPTIONS);
        assertThat(first.json()).hasSize(2);
        String next = first.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        assertThat(server.get(next).json()).hasSize(1);
        assertThat(server.get(SUBSCRIPTIONS + "?all_records=yes").json()).hasSize(3);
    }

    @Test
    void aDeletedSubscriptionIsGone() {
        String path = SUBSCRIPTIONS + "/" + subscribed("/callback", "");
        assertThat(server.delete(path).status()).isEqualTo(204);
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.delete(path).status()).isEqualTo(404);
    }

    @Test
    void whatIsSubscribedIsDeliveredAndNothingElse() throws Exception {
        server.onboard(SamplePackage.in(folder));
        String id =
                subscribed("/callback", ",\"filter\":{\"notificationTypes\":[\"VnfIdentifierDeletionNotification\"]}");
        String vnf = server.post("/vnflcm/v1/vnf_instances", "{\"vnfdId\":\"" + SamplePackage.VNFD_ID + "\"}")
                .json()
                .get("id")
                .stringValue();
        assertThat(server.delete("/vnflcm/v1/vnf_instances/" + vnf).status()).isEqualTo(204);
        JsonNode notification = received.poll(20, TimeUnit.SECONDS);
        assertThat(notification.get("notificationType").stringValue()).isEqualTo("VnfIdentifierDeletionNotification");
        assertThat(notification.get("subscriptionId").stringValue()).isEqualTo(id);
        assertThat(notification.get("vnfInstanceId").stringValue()).isEqualTo(vnf);
        assertThat(received).isEmpty();
    }
}
