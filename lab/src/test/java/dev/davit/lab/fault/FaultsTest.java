package dev.davit.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FaultsTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    private TestCloud.Reply order(ObjectNode fault) {
        return cloud.anonymous("POST", cloud.root() + "/lab/v1/faults", fault);
    }

    @Test
    void aStatusIsAnsweredAsOftenAsOrdered() {
        assertThat(order(Json.object()
                                .put("method", "GET")
                                .put("path", "/compute/*")
                                .put("status", 503)
                                .put("retryAfter", 2)
                                .put("times", 2))
                        .status())
                .isEqualTo(201);
        TestCloud.Reply first = cloud.nova("/servers");
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.header("retry-after")).isEqualTo("2");
        assertThat(first.body().has("serviceUnavailable")).isTrue();
        assertThat(cloud.nova("/servers").status()).isEqualTo(503);
        assertThat(cloud.nova("/servers").status()).isEqualTo(200);
    }

    @Test
    void onlyTheMethodAndPathMeantAreHit() {
        order(Json.object()
                .put("method", "POST")
                .put("path", "/network/v2.0/ports")
                .put("status", 500));
        assertThat(cloud.neutron("/ports").status()).isEqualTo(200);
        assertThat(cloud.call("POST", cloud.url("network", "/v2.0/ports"), Json.object())
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aConnectionIsClosedWithoutAnAnswer() {
        order(Json.object()
                .put("path", "/heat/*")
                .put("reset", true)
                .put("times", 1)
                .put("method", "GET"));
        // The JDK's client repeats a GET that was cut off once, on a new connection.
        cloud.lab().faults().add(Fault.of(Json.object().put("path", "/heat/*").put("reset", true)));
        assertThatThrownBy(() -> cloud.heat("/stacks")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void latencyDelaysTheAnswer() {
        order(Json.object().put("path", "/image/*").put("latencyMillis", 120).put("times", 1));
        long before = System.nanoTime();
        cloud.call("GET", cloud.url("image", "/v2/images"), null);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(115));
    }

    @Test
    void a401IsInKeystonesShape() {
        order(Json.object().put("path", "/heat/*").put("status", 401).put("times", 1));
        TestCloud.Reply reply = cloud.heat("/stacks");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().get("error").get("code").asInt()).isEqualTo(401);
    }

    @Test
    void faultsAreListedAndTakenBack() {
        order(Json.object().put("path", "/a").put("status", 500).put("times", 3));
        String id = order(Json.object().put("resourceType", "OS::Nova::*").put("reason", "no"))
                .body()
                .get("id")
                .asString();
        assertThat(cloud.send("GET", cloud.root() + "/lab/v1/faults", null, List.of())
                        .body()
                        .get("faults"))
                .hasSize(2);
        cloud.send("DELETE", cloud.root() + "/lab/v1/faults/" + id, null, List.of());
        assertThat(cloud.send("GET", cloud.root() + "/lab/v1/faults", null, List.of())
                        .body()
                        .get("faults"))
                .hasSize(1);
        cloud.send("DELETE", cloud.root() + "/lab/v1/faults", null, List.of());
        assertThat(cloud.send("GET", cloud.root() + "/lab/v1/faults", null, List.of())
                        .body()
                        .get("faults"))
                .isEmpty();
    }

    @Test
    void ordersThatMeanNothingAreRefused() {
        assertThat(order(Json.object()).status()).isEqualTo(400);
        assertThat(order(Json.object().put("path", "/x")).status()).isEqualTo(400);
        assertThat(order(Json.object().put("path", "/x").put("status", 200)).status())
                .isEqualTo(400);
    }

    @Test
    void callsAreCountedByTemplate() {
        cloud.send("DELETE", cloud.root() + "/lab/v1/calls", null, List.of());
        cloud.nova("/servers/a");
        cloud.nova("/servers/b");
        cloud.heat("/stacks");
        JsonNode calls = cloud.send("GET", cloud.root() + "/lab/v1/calls", null, List.of())
                .body();
        assertThat(calls.get("total").asInt()).isEqualTo(3);
        assertThat(calls.get("calls").get(0).toString())
                .isEqualTo(
                        "{\"method\":\"GET\",\"service\":\"compute\",\"path\":\"/compute/v2.1/servers/{id}\",\"count\":2}");
    }

    @Test
    void theStateSaysThatItIsUp() {
        JsonNode state = cloud.send("GET", cloud.root() + "/lab/v1/state", null, List.of())
                .body();
        assertThat(state.get("status").asString()).isEqualTo("UP");
        assertThat(state.get("hypervisor").asString()).isEqualTo("none");
    }
}
