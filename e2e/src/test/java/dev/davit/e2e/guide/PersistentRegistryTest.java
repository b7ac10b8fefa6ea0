package dev.davit.e2e.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.cli.demo.Forwarder;
import dev.davit.cli.demo.RegistryTrial;
import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The sample package's flavour "persistent": the registry's images are on a volume of the cloud. */
class PersistentRegistryTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Site site;

    @BeforeEach
    void start() throws IOException {
        Optional<String> missing = DockerRequired.missingEngine();
        assumeTrue(missing.isEmpty(), missing::get);
        site = Site.withGuests();
        site.registerVim();
    }

    @AfterEach
    void stop() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void theImagesAreStillThereAfterTheVnfcWasHealed() throws Exception {
        Api api = site.api();
        api.onboard(RegistryPackage.build(site.folder()));
        String vnf = api.create(RegistryPackage.VNFD_ID);
        String parameters = new RegistryRequest(site.networkId("net0"))
                .with("flavourId", "persistent")
                .json();
        api.complete(api.start(vnf, "instantiate", parameters), LIMIT);
        JsonNode before = api.vnfc(vnf);
        assertThat(before.get("storageResourceIds")).hasSize(1);
        String address = Api.address(before);
        try (var forwarder = new Forwarder(() -> new InetSocketAddress(address, 5000));
                var trial = new RegistryTrial(forwarder.address())) {
            trial.push();
            String heal = "{\"vnfcInstanceId\": [\"" + before.get("id").stringValue() + "\"]}";
            api.complete(api.start(vnf, "heal", heal), LIMIT);
            assertThat(api.vnfc(vnf).at("/computeResource/resourceId"))
                    .isNotEqualTo(before.at("/computeResource/resourceId"));
            trial.pull();
        }
        api.complete(api.start(vnf, "terminate", "{\"terminationType\": \"FORCEFUL\"}"), LIMIT);
    }
}
