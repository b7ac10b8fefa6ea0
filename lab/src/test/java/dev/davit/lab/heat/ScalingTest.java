package dev.davit.lab.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.fault.Fault;
import dev.davit.lab.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ScalingTest {
    private TestCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = TestCloud.start();
        cloud.create("s", Templates.GROUP, Map.of("vdu.yaml", Templates.VDU));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private long signals(String policy) {
        return cloud.heat(cloud.path("s") + "/resources/" + policy + "/events")
                .body()
                .get("events")
                .valueStream()
                .filter(e -> e.get("resource_status").asString().equals("SIGNAL_COMPLETE"))
                .count();
    }

    private void signal(String policy) {
        assertThat(cloud.heat("POST", cloud.path("s") + "/resources/" + policy + "/signal", Json.object())
                        .status())
                .isEqualTo(200);
    }

    private void scale(String policy) {
        long before = signals(policy);
        signal(policy);
        TestCloud.await(() -> signals(policy), n -> n > before);
    }

    @Test
    void aSignalAddsAServerAndTheStackStaysAsItIs() {
        scale("out");
        assertThat(cloud.servers("s")).hasSize(2);
        assertThat(cloud.stack("s").get("stack_status").asString()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloud.output("s", "ips")).hasSize(2);
        assertThat(cloud.output("s", "size").asInt()).isEqualTo(2);
    }

    @Test
    void theOldestGoesFirst() {
        List<String> first = cloud.servers("s");
        scale("out");
        scale("in");
        assertThat(cloud.servers("s")).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void theOthersStayWhenOneIsAdded() {
        List<String> first = cloud.servers("s");
        scale("out");
        assertThat(cloud.servers("s")).containsAll(first);
    }

    @Test
    void signalsBeyondTheLimitsAreIgnoredWithoutAnEvent() {
        signal("in");
        scale("out");
        assertThat(signals("in")).isZero();
        assertThat(cloud.servers("s")).hasSize(2);
    }

    @Test
    void aSignalWhileScalingGoesOnIsIgnored() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceType", "OS::Nova::Server")
                        .put("latencyMillis", 400)
                        .put("times", 1)));
        signal("out");
        TestCloud.await(
                () -> cloud.heat(cloud.path("s") + "/resources?nested_depth=5&type=OS::Nova::Server")
                        .body()
                        .get("resources"),
                r -> r.size() == 2);
        signal("out");
        TestCloud.await(() -> signals("out"), n -> n == 1);
        assertThat(cloud.servers("s")).hasSize(2);
        scale("out");
        assertThat(cloud.servers("s")).hasSize(3);
    }

    @Test
    void anUpdateGoesBackToTheDesiredCapacityAsHeatDoes() {
        List<String> servers = cloud.servers("s");
        scale("out");
        cloud.patch("s", Json.object());
        assertThat(cloud.servers("s")).hasSize(servers.size());
    }

    @Test
    void anUpdateOfTheDesiredCapacityResizes() {
        ObjectNode body = Json.object();
        body.putObject("parameters").put("size", 3);
        cloud.patch("s", body);
        assertThat(cloud.servers("s")).hasSize(3);
    }

    @Test
    void onlyPoliciesTakeSignals() {
        TestCloud.Reply reply = cloud.heat("POST", cloud.path("s") + "/resources/group/signal", Json.object());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").get("message").asString())
                .isEqualTo("signal is not supported for resource.");
    }

    @Test
    void aStackCanBeDeletedWhileItScales() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceType", "OS::Nova::Server")
                        .put("latencyMillis", 200)
                        .put("times", 1)));
        signal("out");
        assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
        assertThat(cloud.nova("/servers").body().get("servers")).isEmpty();
        assertThat(cloud.neutron("/ports").body().get("ports")).isEmpty();
    }
}
