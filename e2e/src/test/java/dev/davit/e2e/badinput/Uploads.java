package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Packages that somebody creates and uploads, and what the server says of them. */
record Uploads(Api api) {
    static final String PACKAGES = "/vnfpkgm/v1/vnf_packages";

    /** @return the id of a package without content */
    String create() {
        return Api.json(Api.expect(api.post(PACKAGES, "{}"), 201)).get("id").stringValue();
    }

    /** @return the package when the server is done with the file */
    JsonNode upload(String id, Path file) {
        Api.expect(api.putZip(PACKAGES + "/" + id + "/package_content", file), 202);
        return Poll.until(
                Duration.ofMinutes(1),
                () -> api.json(PACKAGES + "/" + id),
                p -> !p.get("onboardingState").stringValue().matches("UPLOADING|PROCESSING"));
    }

    /** Uploads what must be refused. @return onboardingFailureDetails */
    String refused(String id, Path file) {
        JsonNode shown = upload(id, file);
        assertThat(shown.get("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(shown.get("operationalState").stringValue()).isEqualTo("DISABLED");
        return shown.get("onboardingFailureDetails").toString();
    }

    /** The same with a package of its own, of which nothing is left. */
    String refused(Path file) {
        String id = create();
        String details = refused(id, file);
        Api.expect(api.delete(PACKAGES + "/" + id), 204);
        Api.expect(api.get(PACKAGES + "/" + id), 404);
        return details;
    }
}
