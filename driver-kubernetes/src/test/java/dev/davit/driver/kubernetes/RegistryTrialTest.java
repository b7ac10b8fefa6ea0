package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.simulator.SimulatedRegistries;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a node tries a registry with, and what it is told when that fails. */
class RegistryTrialTest {
    private static final String SERVER = "r.example:5000";
    private static final String AMD64 = "sha256:" + "a".repeat(64);
    private static final String ARM64 = "sha256:" + "b".repeat(64);

    private final ClusterBed bed = ClusterBed.of(1, 0);
    private final SimulatedRegistries registries = bed.cluster.registries();

    @BeforeEach
    void useTheCri() {
        bed.vnfPackage = ScriptPackage.with("#!/bin/bash\n# davit-stages: runtime images load-balancer\n", Map.of());
    }

    @AfterEach
    void close() throws Exception {
        bed.close();
    }

    private ObjectNode registry(String type) {
        return bed.registries()
                .addObject()
                .put("connection_type", type)
                .put("server", SERVER)
                .put("username", "me")
                .put("password", "s3cret-pw");
    }

    /** A repository whose one tag is "1". */
    private void has(String repository, String manifest) {
        registries.answer("http://" + SERVER + "/v2/" + repository + "/tags/list", "{\"tags\": [\"1\"]}");
        registries.answer("http://" + SERVER + "/v2/" + repository + "/manifests/1", manifest);
    }

    private void lists(String names) {
        registries.answer("http://" + SERVER + "/v2/_catalog?n=8", "{\"repositories\": [" + names + "]}");
    }

    private static String image(long size) {
        return """
                {"config": {"mediaType": "application/vnd.oci.image.config.v1+json"},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "size": %d}]}
                """.formatted(size);
    }

    private static String platform(String digest, String architecture) {
        return "{\"digest\": \"" + digest + "\", \"platform\": {\"os\": \"linux\", \"architecture\": \"" + architecture
                + "\"}}";
    }

    private void pulls(String... images) throws Exception {
        registry("0");
        bed.ready();
        assertThat(registries.pulled())
                .filteredOn(line -> line.contains(SERVER))
                .containsExactly(java.util.Arrays.stream(images)
                        .map(image -> "10.10.0.11 " + SERVER + "/" + image + " with login")
                        .toArray(String[]::new));
    }

    @Test
    void whatIsNoImageIsNotPulled() throws Exception {
        lists("\"chart\", \"signature\", \"app\"");
        has("chart", """
                {"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json"},
                 "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "size": 9}]}
                """);
        has("signature", """
                {"config": {"mediaType": "application/vnd.oci.image.config.v1+json"},
                 "layers": [{"mediaType": "application/vnd.dev.cosign.simplesigning.v1+json", "size": 9}]}
                """);
        has("app", image(9));
        pulls("app:1");
    }

    @Test
    void anImageOfSeveralPlatformsIsAsLargeAsTheNodesOwn() throws Exception {
        lists("\"large\", \"small\"");
        has("large", "{\"manifests\": [" + platform(AMD64, "amd64") + "]}");
        registries.answer("http://" + SERVER + "/v2/large/manifests/" + AMD64, image(5L << 30));
        has("small", "{\"manifests\": [" + platform(ARM64, "arm64") + "," + platform(AMD64, "amd64") + "]}");
        registries.answer("http://" + SERVER + "/v2/small/manifests/" + AMD64, image(9));
        pulls("small:1");
    }

    @Test
    void anImageForOtherPlatformsIsNotPulled() throws Exception {
        lists("\"foreign\"");
        has("foreign", "{\"manifests\": [" + platform(ARM64, "arm64") + "]}");
        registries.answer("http://" + SERVER + "/v2/foreign/manifests/" + ARM64, image(9));
        pulls();
    }

    @Test
    void aPullThatDoesNotEndNamesTheRegistry() throws Exception {
        lists("\"app\"");
        has("app", image(9));
        registries.imageHangs(SERVER + "/app:1");
        registry("0");
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(run.failures().getFirst().describe())
                .contains("node master11", "cannot use registry " + SERVER + ": pull failed", "within 5 s");
    }

    @Test
    void credentialsDoNotGoToATokenServerWithoutTls() throws Exception {
        registries.answer(
                "https://" + SERVER + "/v2/",
                401,
                "www-authenticate: Bearer realm=\"http://tokens.example/token\",service=\"r\"",
                "{}");
        registry("1");
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(registries.asked()).noneMatch(line -> line.contains("tokens.example"));
        assertThat(run.failures().getFirst().describe())
                .contains("login failed", "http://tokens.example/token", "without TLS");
    }

    @Test
    void aRegistryWithoutTlsMayNameATokenServerWithoutTls() throws Exception {
        String challenge = "www-authenticate: Bearer realm=\"http://tokens.example/token\",service=\"r\"";
        registries.answer("http://" + SERVER + "/v2/", 401, challenge, "{}");
        registries.answer("http://tokens.example/token?service=r", "{\"token\": \"abc\"}");
        registry("0");
        assertThat(bed.instantiate().proceed()).isFalse();
        assertThat(registries.asked()).contains("http://tokens.example/token?service=r with login");
    }

    @Test
    void imagesOfTheClusterThatAreThereAreNotPulledAgain() throws Exception {
        registry("0");
        ((ObjectNode) bed.additionalParams.get("k8s_cluster_installation_param"))
                .put("image_repository", SERVER + "/k8s");
        bed.ready();
        assertThat(registries.pulled())
                .filteredOn(line -> line.contains("/k8s/"))
                .hasSize(3);
        var again = bed.instantiate();
        assertThat(again.proceed()).isTrue();
        assertThat(again.effect("pull images [masterNode]")).isEqualTo(Effect.NOTHING);
        assertThat(registries.pulled())
                .filteredOn(line -> line.contains("/k8s/"))
                .hasSize(3);
    }
}
