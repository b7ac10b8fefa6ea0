package dev.davit.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.Vims;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.http.TinyCloud.Answer;
import dev.davit.openstack.keystone.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionTest {
    private final TinyCloud server = new TinyCloud();
    private volatile Instant now = Instant.parse("2030-05-05T00:00:00Z");
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Sessions sessions = new Sessions(OpenStackSettings.DEFAULT.withClock(() -> now));

    @AfterEach
    void stop() {
        sessions.close();
        server.close();
    }

    @Test
    void oneTokenServesManyRequests() throws Exception {
        var vim = vim();
        cloud(vim).nova().flavors();
        cloud(vim).heat().find("x");
        assertThat(server.logins).hasSize(1);
        assertThat(server.seen).containsExactly("GET /compute/v2.1/flavors/detail", "GET /heat/v1/p/stacks?name=x");
    }

    @Test
    void manyOperationsAtOnceLogInOnce() throws Exception {
        var vim = vim();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(i -> pool.submit(() -> cloud(vim).nova().flavors()))
                    .toList();
            for (var each : all) {
                each.get();
            }
        }
        assertThat(server.logins).hasSize(1);
        assertThat(server.seen).hasSize(50);
    }

    @Test
    void missingVersionsAreAddedToEndpoints() throws Exception {
        server.handler = call -> Answer.of(200, "{\"images\": [], \"ports\": []}");
        cloud(vim()).glance().named("x");
        cloud(vim()).neutron().ports(List.of("p1", "p2"));
        assertThat(server.seen).containsExactly("GET /image/v2/images?name=x", "GET /network/v2.0/ports?id=p1&id=p2");
    }

    @Test
    void theRegionOfTheRequestDecidesTheEndpoint() throws Exception {
        new Cloud(sessions.of(vim()), Optional.of("RegionTwo"), pauses::add)
                .nova()
                .flavors();
        assertThat(server.seen).containsExactly("GET /two/v2.1/flavors/detail");
    }

    @Test
    void anUnknownRegionIsExplained() {
        var cloud = new Cloud(sessions.of(vim()), Optional.of("Mars"), pauses::add);
        assertThatThrownBy(() -> cloud.nova().flavors())
                .hasMessageContaining("'Mars'")
                .hasMessageContaining("RegionOne");
    }

    @Test
    void theTokenIsRenewedBeforeItExpires() throws Exception {
        var vim = vim();
        cloud(vim).nova().flavors();
        now = now.plus(Duration.ofMinutes(54));
        cloud(vim).nova().flavors();
        assertThat(server.logins).hasSize(1);
        now = now.plus(Duration.ofMinutes(2));
        cloud(vim).nova().flavors();
        assertThat(server.logins).hasSize(2);
    }

    @Test
    void aRefusedTokenIsRenewedOnce() throws Exception {
        server.handler =
                call -> call.token().equals("token-1") ? Answer.of(401, "") : Answer.of(200, "{\"flavors\": []}");
        cloud(vim()).nova().flavors();
        assertThat(server.logins).hasSize(2);
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void aTokenThatIsRefusedAgainIsAnError() {
        server.handler = call -> Answer.of(401, "");
        assertThatThrownBy(() -> cloud(vim()).nova().flavors())
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.status()).hasValue(401));
        assertThat(server.seen).hasSize(2);
    }

    @Test
    void changedCredentialsAreUsedAtOnce() throws Exception {
        var vim = vim();
        cloud(vim).nova().flavors();
        var changed = new RegisteredVim(
                vim.id(),
                "p",
                "n",
                "",
                "openstack",
                vim.authUrl(),
                Vims.withPassword("http://x", "other").authCred(),
                vim.vimProject(),
                vim.extra(),
                List.of(),
                true,
                "",
                now,
                now);
        cloud(changed).nova().flavors();
        assertThat(server.logins).hasSize(2).last().asString().contains("\"password\":\"other\"");
    }

    @Test
    void anApplicationCredentialLogsInWithoutScope() throws Exception {
        var vim = Vims.vim(
                server.url() + "/identity",
                "{\"application_credential_id\": \"ac1\", \"application_credential_secret\": \"s3\"}",
                "{}");
        cloud(vim).nova().flavors();
        assertThat(server.logins)
                .containsExactly(
                        "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":{\"id\":\"ac1\",\"secret\":\"s3\"}}}}");
    }

    @Test
    void busyServicesAreAskedAgain() throws Exception {
        server.handler = call -> switch (call.number()) {
            case 1 -> Answer.of(503, "");
            case 2 -> Answer.of(502, "<html>bad gateway</html>");
            case 3 -> Answer.of(504, "");
            default -> Answer.of(200, "{\"flavors\": []}");
        };
        cloud(vim()).nova().flavors();
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(2)).isGreaterThan(pauses.get(0));
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        server.handler = call -> call.number() == 1
                ? new Answer(429, "", Map.of("Retry-After", "7"))
                : Answer.of(201, "{\"id\": \"i\"}");
        String id = cloud(vim()).glance().create("i", dev.davit.openstack.Flavours.image("x"), UUID.randomUUID());
        assertThat(id).isEqualTo("i");
        assertThat(pauses).singleElement().satisfies(SessionTest::isSevenSeconds);
    }

    @Test
    void whenAServiceLimitsItsRateAllOperationsOnTheVimHoldBack() throws Exception {
        server.handler = call -> call.number() == 1
                ? new Answer(429, "", Map.of("Retry-After", "7"))
                : Answer.of(200, "{\"flavors\": [], \"images\": []}");
        List<Duration> othersPauses = new CopyOnWriteArrayList<>();
        var vim = vim();
        var other = new Cloud(sessions.of(vim), Optional.empty(), othersPauses::add);
        // While the first one waits, another operation wants to know something, of this service and of another one.
        var first = new Cloud(sessions.of(vim), Optional.empty(), wait -> {
            pauses.add(wait);
            other.glance().named("x");
            other.nova().flavors();
        });
        first.nova().flavors();
        assertThat(pauses).singleElement().satisfies(SessionTest::isSevenSeconds);
        assertThat(othersPauses).singleElement().satisfies(SessionTest::isSevenSeconds);
    }

    @Test
    void whereManyShareALimitARequestWaitsItsTurn() throws Exception {
        server.handler = call -> call.number() <= 20
                ? new Answer(429, "", Map.of("Retry-After", "7"))
                : Answer.of(200, "{\"flavors\": []}");
        cloud(vim()).nova().flavors();
        assertThat(pauses).hasSize(20).allSatisfy(SessionTest::isSevenSeconds);
    }

    @Test
    void aLongRetryAfterIsNotCutShort() throws Exception {
        server.handler = call -> call.number() == 1
                ? new Answer(429, "", Map.of("Retry-After", "300"))
                : Answer.of(200, "{\"flavors\": []}");
        cloud(vim()).nova().flavors();
        assertThat(pauses).singleElement().satisfies(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(290)));
    }

    @Test
    void whoeverWantsMoreThanTenMinutesIsNotWaitedFor() {
        server.handler = call -> new Answer(429, "slow down", Map.of("Retry-After", "3600"));
        assertThatThrownBy(() -> cloud(vim()).nova().flavors()).hasMessageContaining("Nova answered 429");
        assertThat(server.seen).hasSize(1);
    }

    private static void isSevenSeconds(Duration wait) {
        assertThat(wait).isBetween(Duration.ofMillis(6_500), Duration.ofSeconds(7));
    }

    @Test
    void whatMayHaveHadItsEffectIsNotSentAgain() {
        server.handler = call -> Answer.of(503, "");
        assertThatThrownBy(() ->
                        cloud(vim()).glance().create("i", dev.davit.openstack.Flavours.image("x"), UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.isOutcomeUnknown()).isTrue());
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLongIsAnErrorAtOnce() {
        server.handler = call -> Answer.of(200, " ".repeat(Transport.LARGEST_ANSWER + 1));
        assertThatThrownBy(() -> cloud(vim()).nova().flavors())
                .hasMessage("Nova, GET /flavors/detail: the answer is longer than 32 MiB");
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void theServicesOwnMessageIsKept() {
        server.handler = call ->
                Answer.of(400, "{\"badRequest\": {\"message\": \"Invalid input for field flavorRef\", \"code\": 400}}");
        assertThatThrownBy(() -> cloud(vim()).nova().flavors())
                .hasMessage("Nova answered 400 to GET /flavors/detail: Invalid input for field flavorRef");
    }

    @Test
    void htmlErrorsAreReadable() {
        server.handler =
                call -> Answer.of(404, "<html><head><title>404 Not Found</title></head><body>gone</body></html>");
        assertThatThrownBy(() -> cloud(vim()).nova().flavors()).hasMessageEndingWith(": 404 Not Found gone");
    }

    @Test
    void anUnreachableServiceIsNamedWithItsAddress() {
        String url = server.url() + "/identity";
        server.close();
        assertThatThrownBy(() -> cloud(Vims.withPassword(url, "secret")).nova().flavors())
                .hasMessageStartingWith("Keystone at " + url + "/v3 gave no answer to POST /auth/tokens: ")
                .hasMessageNotContaining("secret");
        assertThat(pauses).hasSize(6);
    }

    private RegisteredVim vim() {
        return Vims.withPassword(server.url() + "/identity", "secret");
    }

    private Cloud cloud(RegisteredVim vim) {
        return new Cloud(sessions.of(vim), Optional.empty(), pauses::add);
    }
}
