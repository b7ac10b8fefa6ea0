package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.LabCloud;
import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.csar.PackagePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scaling through the API, with the OpenStack port and a lab without guests: the sample VNF with a scaling aspect. */
class ScaleApiTest {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";

    @TempDir
    Path folder;

    private LabCloud lab;
    private TestServer server;
    private String vnf;

    @BeforeEach
    void start() throws Exception {
        lab = new LabCloud();
        server = TestServer.start();
        server.post("/v1.0/vims.json", lab.vim("lab", true, "secret"));
        server.onboard(scalable());
        var created = server.post(INSTANCES, "{\"vnfdId\":\"" + SamplePackage.VNFD_ID + "\"}");
        vnf = INSTANCES + "/" + created.json().get("id").stringValue();
        completed(server.post(vnf + "/instantiate", """
                {"flavourId": "simple", "extVirtualLinks": [{"id": "net0", "resourceId": "%s", "extCps": [{"cpdId": "CP1",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}]}
                """.formatted(lab.network("net0"))));
    }

    @AfterEach
    void stop() {
        server.close();
        lab.close();
    }

    private Path scalable() throws Exception {
        var flavour = new PackagePath("Definitions/sample_vnfd_df_simple.yaml");
        String yaml = Files.readString(Path.of("../vnf-packages/private-registry", flavour.value()))
                        .replaceAll("(?s)      interfaces:\\n        Vnflcm:.*?(?=\\n    PrivateRegistryVDU:)", "")
                        .replace("max_number_of_instances: 1", "max_number_of_instances: 3")
                + """

                  policies:
                    - aspects:
                        type: tosca.policies.nfv.ScalingAspects
                        properties:
                          aspects:
                            registries: { name: registries, description: more, max_scale_level: 4, step_deltas: [ one ] }
                    - initial:
                        type: tosca.policies.nfv.VduInitialDelta
                        properties: { initial_delta: { number_of_instances: 1 } }
                        targets: [ PrivateRegistryVDU ]
                    - deltas:
                        type: tosca.policies.nfv.VduScalingAspectDeltas
                        properties: { aspect: registries, deltas: { one: { number_of_instances: 1 } } }
                        targets: [ PrivateRegistryVDU ]
                """;
        Path zip = folder.resolve("scalable.zip");
        SamplePackage.writer()
                .add(flavour, new Content.OfBytes(yaml.getBytes(StandardCharsets.UTF_8)))
                .write(zip);
        return zip;
    }

    private JsonNode completed(TestServer.Reply accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        JsonNode occurrence = server.await(
                accepted.header("Location"),
                o -> !o.get("operationState").stringValue().matches("STARTING|PROCESSING|ROLLING_BACK"));
        assertThat(occurrence.get("operationState").stringValue())
                .as(occurrence.toString())
                .isEqualTo("COMPLETED");
        return occurrence;
    }

    private TestServer.Reply scale(String type, String aspect, int steps) {
        return server.post(vnf + "/scale", """
                {"type": "%s", "aspectId": "%s", "numberOfSteps": %d}""".formatted(type, aspect, steps));
    }

    private JsonNode info() {
        return server.get(vnf).json().get("instantiatedVnfInfo");
    }

    private List<String> vnfcs() {
        return info().get("vnfcResourceInfo")
                .valueStream()
                .map(v -> v.get("id").stringValue())
                .toList();
    }

    private static List<String> affected(JsonNode occurrence, String type) {
        return occurrence
                .at("/resourceChanges/affectedVnfcs")
                .valueStream()
                .filter(c -> c.get("changeType").stringValue().equals(type))
                .map(c -> c.get("id").stringValue())
                .toList();
    }

    @Test
    void outAndInAgainEndsWhereItBegan() {
        List<String> first = vnfcs();
        JsonNode out = completed(scale("SCALE_OUT", "registries", 2));
        assertThat(vnfcs()).hasSize(3).startsWith(first.getFirst());
        assertThat(info().at("/scaleStatus/0/scaleLevel").intValue()).isEqualTo(2);
        assertThat(affected(out, "ADDED")).hasSize(2).doesNotContain(first.getFirst());
        JsonNode in = completed(scale("SCALE_IN", "registries", 2));
        assertThat(vnfcs()).isEqualTo(first);
        assertThat(info().at("/scaleStatus/0/scaleLevel").intValue()).isZero();
        assertThat(affected(in, "REMOVED")).containsExactlyInAnyOrderElementsOf(affected(out, "ADDED"));
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(scale("SCALE_OUT", "registers", 1).status()).isEqualTo(400);
        assertThat(scale("SCALE_OUT", "registers", 1).detail()).contains("aspectId", "it has: registries");
        assertThat(scale("SCALE_OUT", "registries", 0).detail()).contains("numberOfSteps");
        var above = scale("SCALE_OUT", "registries", 5);
        assertThat(above.status()).isEqualTo(409);
        assertThat(above.detail()).contains("its scale level is 0", "the highest 4");
        assertThat(scale("SCALE_IN", "registries", 1).status()).isEqualTo(409);
        assertThat(scale("SCALE_OUT", "registries", 3).detail()).contains("would have 4 instances", "1 to 3");
    }

    @Test
    void itsLinkIsShownOnlyWhileInstantiated() {
        assertThat(server.get(vnf).json().at("/_links/scale/href").stringValue())
                .endsWith("/scale");
        completed(server.post(vnf + "/terminate", "{\"terminationType\":\"FORCEFUL\"}"));
        assertThat(server.get(vnf).json().get("_links").has("scale")).isFalse();
        assertThat(scale("SCALE_OUT", "registries", 1).status()).isEqualTo(409);
    }
}
