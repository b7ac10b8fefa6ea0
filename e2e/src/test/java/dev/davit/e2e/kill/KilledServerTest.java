package dev.davit.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Guest;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RegistryClient;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of the server in the middle of operations on real machines: another start ends them, and nothing is there twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServerTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances/";
    private static final String OCCURRENCES = "/vnflcm/v1/vnf_lcm_op_occs";

    private Site site;

    @BeforeAll
    void start() throws IOException {
        Optional<String> missing = DockerRequired.missingEngine();
        assumeTrue(missing.isEmpty(), missing::get);
        site = Site.withGuests();
        site.registerVim();
        Path csar = RegistryPackage.build(site.folder());
        site.api().onboard(csar);
    }

    @AfterAll
    void stop() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void operationsGoOnWhereTheyWere() throws Exception {
        String vnf = site.api().create(RegistryPackage.VNFD_ID);
        String instantiate = site.api().start(vnf, "instantiate", new RegistryRequest(site.networkId("net0")).json());
        killIn(instantiate, "stack wait");
        killIn(instantiate, "load registry image");
        site.api().complete(instantiate, LIMIT);
        assertOneOfEach(vnf);
        RegistryClient.pushAndPull(address(vnf), 5000);

        JsonNode before = vnfc(vnf);
        String heal = site.api()
                .start(
                        vnf,
                        "heal",
                        "{\"vnfcInstanceId\": [\"" + before.get("id").stringValue() + "\"]}");
        killIn(heal, "stack wait");
        killIn(heal, "run registry");
        site.api().complete(heal, LIMIT);
        assertOneOfEach(vnf);
        assertThat(vnfc(vnf).get("id")).isEqualTo(before.get("id"));
        assertThat(vnfc(vnf).at("/computeResource/resourceId")).isNotEqualTo(before.at("/computeResource/resourceId"));
        RegistryClient.pushAndPull(address(vnf), 5000);

        String terminate = site.api().start(vnf, "terminate", "{\"terminationType\": \"FORCEFUL\"}");
        site.killAndRestartServer();
        site.api().complete(terminate, LIMIT);
        assertThat(site.api().json(OCCURRENCES + "?all_fields"))
                .extracting(o -> o.get("operation").stringValue())
                .containsExactlyInAnyOrder("INSTANTIATE", "HEAL", "TERMINATE");
        Api.expect(site.api().delete(INSTANCES + vnf), 204);
        assertThat(site.content().stacks()).isEmpty();
        assertThat(site.content().servers()).isEmpty();
    }

    /** Waits until the operation is in a step, and kills the server there. */
    private void killIn(String operation, String step) {
        Poll.until(
                LIMIT,
                () -> {
                    JsonNode steps = site.api().json("/davit/v1/vnf_lcm_op_occs/" + operation + "/steps");
                    String state = site.api()
                            .json(OCCURRENCES + "/" + operation)
                            .get("operationState")
                            .stringValue();
                    assertThat(state)
                            .as("while waiting for %s in %s", step, steps)
                            .isIn("STARTING", "PROCESSING");
                    return steps;
                },
                steps -> steps.valueStream().anyMatch(s -> isIn(s, step)));
        site.killAndRestartServer();
    }

    private static boolean isIn(JsonNode shown, String step) {
        return shown.get("name").stringValue().equals(step)
                && !shown.get("state").stringValue().equals("PENDING");
    }

    private void assertOneOfEach(String vnf) {
        assertThat(site.content().stacks()).containsExactly("vnf-" + vnf);
        assertThat(site.content().servers()).hasSize(1);
        assertThat(site.content().ports()).hasSize(1);
        assertThat(site.content().images())
                .filteredOn(name -> name.startsWith("ubuntu"))
                .hasSize(1);
        var guest = new Guest(site.content().servers().getFirst());
        assertThat(guest.run("docker ps -aq | wc -l; docker images -q | wc -l")).isEqualTo("1\n1");
    }

    private JsonNode vnfc(String vnf) {
        return site.api().vnfc(vnf);
    }

    private String address(String vnf) {
        return Api.address(vnfc(vnf));
    }
}
