package dev.davit.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.LabCloud;
import dev.davit.server.TestServer;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.build.CsarWriter;
import dev.davit.vnfpackage.build.PlaceholderImage;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A server with a lab cloud without guests, and one VNF of a sample package. */
final class SampleSite implements AutoCloseable {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances/";

    private final LabCloud lab = new LabCloud();
    private final TestServer server = TestServer.start();
    private String id = "";

    SampleSite() throws IOException {
        var vim = server.post("/v1.0/vims", lab.vim("lab", true, "secret"));
        assertThat(vim.status()).as(vim.text()).isEqualTo(201);
    }

    /** The package of a folder of vnf-packages, with a placeholder for its image. */
    static Path build(String name, Path folder) throws IOException {
        Path zip = folder.resolve(name + ".zip");
        new CsarWriter()
                .addFolder(Path.of("../vnf-packages", name))
                .add(
                        new PackagePath("Files/images/" + name + "-disk.qcow2"),
                        new Content.OfBytes(PlaceholderImage.bytes()))
                .write(zip);
        return zip;
    }

    /** Onboards a package and makes a VNF instance of it. */
    void create(Path zip) throws IOException {
        JsonNode onboarded = server.onboard(zip);
        assertThat(onboarded.path("onboardingState").asString(""))
                .as(onboarded.toString())
                .isEqualTo("ONBOARDED");
        var reply = server.post(
                INSTANCES.substring(0, INSTANCES.length() - 1),
                "{\"vnfdId\": \"%s\"}".formatted(onboarded.path("vnfdId").stringValue()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        id = reply.json().path("id").stringValue();
    }

    /** An entry of extVirtualLinks. */
    String link(String network, String cpd) {
        return """
                {"id": "%s-%s", "resourceId": "%s", "extCps": [{"cpdId": "%s", "cpConfig": [{"cpProtocolData":
                 [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}""".formatted(network, cpd, lab.network(network), cpd);
    }

    TestServer.Reply request(String task, String body) {
        return server.post(INSTANCES + id + "/" + task, body);
    }

    /** Does it, and waits until it is COMPLETED. */
    void operate(String task, String body) {
        JsonNode occurrence = settled(request(task, body));
        assertThat(occurrence.path("operationState").stringValue())
                .as(occurrence.toString())
                .isEqualTo("COMPLETED");
    }

    /** The occurrence, once it rests. */
    JsonNode settled(TestServer.Reply accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return server.await(
                accepted.header("Location"),
                o -> !o.path("operationState").stringValue().matches("STARTING|PROCESSING|ROLLING_BACK"));
    }

    JsonNode shown() {
        return server.get(INSTANCES + id).json();
    }

    /** The VDUs of its VNFCs, sorted. */
    List<String> vdus() {
        return shown().at("/instantiatedVnfInfo/vnfcResourceInfo")
                .valueStream()
                .map(vnfc -> vnfc.path("vduId").stringValue())
                .sorted()
                .toList();
    }

    /** The VNFCs of a VDU. */
    List<JsonNode> vnfcs(String vdu) {
        return shown().at("/instantiatedVnfInfo/vnfcResourceInfo")
                .valueStream()
                .filter(vnfc -> vnfc.path("vduId").stringValue().equals(vdu))
                .toList();
    }

    /** Removes the VNF; nothing of it may be left. */
    void removeAll() {
        operate("terminate", "{\"terminationType\": \"FORCEFUL\"}");
        assertThat(shown().path("instantiationState").stringValue()).isEqualTo("NOT_INSTANTIATED");
        assertThat(server.delete(INSTANCES + id).status()).isEqualTo(204);
    }

    @Override
    public void close() {
        server.close();
        lab.close();
    }
}
