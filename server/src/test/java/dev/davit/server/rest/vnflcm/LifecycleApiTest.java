package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.vim.VimRegistrations;
import dev.davit.server.LabCloud;
import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import dev.davit.server.secret.SecretKeyFile;
import dev.davit.server.vims.VimsOfVnfs;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.csar.PackagePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** VNF lifecycle management through the API, against a lab without guests; the sample package without its management driver. */
class LifecycleApiTest {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";

    @TempDir
    Path folder;

    private LabCloud lab;
    private TestServer server;
    private String packageId;
    private String vimId;

    @BeforeEach
    void start() throws Exception {
        lab = new LabCloud();
        server = TestServer.start();
        vimId = server.post("/v1.0/vims.json", lab.vim("lab", true, "secret"))
                .json()
                .at("/vim/id")
                .stringValue();
        packageId = server.onboard(withoutDriver()).get("id").stringValue();
    }

    @AfterEach
    void stop() {
        server.close();
        lab.close();
    }

    private Path withoutDriver() throws Exception {
        var flavour = new PackagePath("Definitions/sample_vnfd_df_simple.yaml");
        String yaml = Files.readString(Path.of("../vnf-packages/private-registry", flavour.value()));
        String without =
                yaml.replaceAll("(?s)      interfaces:\\n        Vnflcm:.*?(?=\\n    PrivateRegistryVDU:)", "");
        assertThat(without).doesNotContain("mgmt-drivers");
        Path zip = folder.resolve("no-driver.zip");
        SamplePackage.writer()
                .add(flavour, new Content.OfBytes(without.getBytes(StandardCharsets.UTF_8)))
                .write(zip);
        return zip;
    }

    private String created() {
        var reply = server.post(INSTANCES, "{\"vnfdId\":\"" + SamplePackage.VNFD_ID + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo(
                        server.url() + INSTANCES + "/" + reply.json().get("id").stringValue());
        return reply.json().get("id").stringValue();
    }

    private JsonNode completed(TestServer.Reply accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.bytes()).isEmpty();
        JsonNode occurrence = server.await(
                accepted.header("Location"),
                o -> !o.get("operationState").stringValue().matches("STARTING|PROCESSING|ROLLING_BACK"));
        assertThat(occurrence.get("operationState").stringValue())
                .as(occurrence.toString())
                .isEqualTo("COMPLETED");
        return occurrence;
    }

    private TestServer.Reply instantiate(String id, String flavour) {
        return server.post(INSTANCES + "/" + id + "/instantiate", """
                {"flavourId": "%s", "extVirtualLinks": [{"id": "net0", "resourceId": "%s", "extCps": [{"cpdId": "CP1",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}],
                 "additionalParams": {"some": {"ssh_password": "hidden-word"}}}
                """.formatted(flavour, lab.network("net0")));
    }

    private String instantiated() {
        String id = created();
        completed(instantiate(id, "simple"));
        return id;
    }

    @Test
    void anInstantiatedVnfShowsItsResources() {
        JsonNode shown = server.get(INSTANCES + "/" + instantiated()).json();
        assertThat(shown.get("instantiationState").stringValue()).isEqualTo("INSTANTIATED");
        assertThat(shown.get("vnfPkgId").stringValue()).isEqualTo(packageId);
        JsonNode info = shown.get("instantiatedVnfInfo");
        assertThat(info.at("/vnfcResourceInfo/0/vduId").stringValue()).isEqualTo("PrivateRegistryVDU");
        assertThat(info.at("/vnfcResourceInfo/0/computeResource/vimConnectionId")
                        .stringValue())
                .isEqualTo(vimId);
        assertThat(info.at("/extCpInfo/0/cpdId").stringValue()).isEqualTo("CP1");
        assertThat(info.at("/vnfcInfo/0/vnfcState").stringValue()).isEqualTo("STARTED");
        assertThat(shown.at("/vimConnectionInfo/0/vimId").stringValue()).isEqualTo(vimId);
    }

    @Test
    void secretsOfARequestShowNowhere() {
        String id = instantiated();
        String everything = server.get(INSTANCES).text()
                + server.get(INSTANCES + "/" + id).text()
                + server.get("/vnflcm/v1/vnf_lcm_op_occs?all_fields").text();
        assertThat(everything).contains("ssh_password").contains("***").doesNotContain("hidden-word");
    }

    @Test
    void healOfAVnfcKeepsItsId() {
        String id = instantiated();
        JsonNode before = server.get(INSTANCES + "/" + id).json().at("/instantiatedVnfInfo/vnfcResourceInfo/0");
        completed(server.post(
                INSTANCES + "/" + id + "/heal",
                "{\"vnfcInstanceId\":[\"" + before.get("id").stringValue() + "\"]}"));
        JsonNode after = server.get(INSTANCES + "/" + id).json().at("/instantiatedVnfInfo/vnfcResourceInfo/0");
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.at("/computeResource/resourceId")).isNotEqualTo(before.at("/computeResource/resourceId"));
    }

    @Test
    void aTerminatedVnfCanBeDeletedAndThenItsPackage() {
        String id = instantiated();
        assertThat(server.delete(INSTANCES + "/" + id).status()).isEqualTo(409);
        completed(server.post(INSTANCES + "/" + id + "/terminate", "{\"terminationType\":\"FORCEFUL\"}"));
        String path = "/vnfpkgm/v1/vnf_packages/" + packageId;
        server.patch(path, "{\"operationalState\":\"DISABLED\"}");
        assertThat(server.delete(path).detail()).contains("VNF instance");
        assertThat(server.get(path).json().get("usageState").stringValue()).isEqualTo("IN_USE");
        assertThat(server.delete(INSTANCES + "/" + id).status()).isEqualTo(204);
        assertThat(server.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aModificationIsShownAsChangedInfo() {
        String id = created();
        JsonNode occurrence = completed(
                server.patch(INSTANCES + "/" + id, "{\"vnfInstanceName\":\"new name\",\"metadata\":{\"k\":\"v\"}}"));
        assertThat(occurrence.at("/changedInfo/vnfInstanceName").stringValue()).isEqualTo("new name");
        JsonNode shown = server.get(INSTANCES + "/" + id).json();
        assertThat(shown.get("vnfInstanceName").stringValue()).isEqualTo("new name");
        assertThat(shown.at("/metadata/k").stringValue()).isEqualTo("v");
    }

    @Test
    void aVimWithResourcesStays() {
        instantiated();
        var reply = server.delete("/v1.0/vims/" + vimId);
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text()).contains("TackerError").contains("terminate them first");
    }

    @Test
    void aVimThatRunsOnAVnfGoesWithThatVnfOnly() {
        String vnf = instantiated();
        var jdbi = Jdbi.create(server.databaseUrl());
        var registrations =
                new VimsOfVnfs(jdbi, SecretKeyFile.open(server.dataDir(), jdbi), id -> List.of(), Clock.systemUTC());
        JsonNode lab = server.get("/v1.0/vims/" + vimId).json().get("vim");
        var cluster = registrations.put(new VimRegistrations.Registration(
                UUID.fromString(vnf),
                lab.get("tenant_id").stringValue(),
                "cluster",
                "kubernetes",
                "https://10.0.0.9:6443",
                JsonMapper.shared().createObjectNode().put("bearer_token", "tok")));
        String path = "/v1.0/vims/" + cluster.id();
        var refused = server.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("runs on VNF instance " + vnf, "terminate that VNF instance");
        assertThat(server.put(path, "{\"vim\":{\"name\":\"other\"}}").status()).isEqualTo(409);
        assertThat(server.put(path, "{\"vim\":{\"description\":\"ours\"}}").status())
                .isEqualTo(200);
        completed(server.post(INSTANCES + "/" + vnf + "/terminate", "{\"terminationType\":\"FORCEFUL\"}"));
        assertThat(server.delete(path).status()).isEqualTo(204);
    }

    @Test
    void onlyKubernetesVimsHaveAKubeconfig() {
        var reply = server.get("/davit/v1/vims/" + vimId + "/kubeconfig");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.detail()).contains("of type openstack");
    }

    @Test
    void externalCpsMustBeTheFlavoursAndConnected() {
        String request = "{\"flavourId\": \"simple\", \"extVirtualLinks\": [{\"id\": \"net0\", \"resourceId\": \"%s\","
                + " \"extCps\": [{\"cpdId\": \"CP9\", \"cpConfig\": [{}]}]}]}";
        var reply = server.post(INSTANCES + "/" + created() + "/instantiate", request.formatted(lab.network("net0")));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail())
                .contains("extVirtualLinks[0].extCps[0].cpdId")
                .contains("no external CP 'CP9'; it has: CP1")
                .contains("CP1 is connected to no network");
    }

    @Test
    void wrongRequestsAreRefused() {
        String id = created();
        assertThat(instantiate(id, "huge").status()).isEqualTo(400);
        assertThat(server.post(INSTANCES + "/" + id + "/terminate", "{\"terminationType\":\"FORCEFUL\"}")
                        .status())
                .isEqualTo(409);
        String scale = INSTANCES + "/" + id + "/scale";
        assertThat(server.post(scale, "{\"type\":\"SCALE_OUT\",\"aspectId\":\"workers\",\"numberOfSteps\":0}")
                        .detail())
                .contains("numberOfSteps");
        assertThat(server.post(scale, "{\"type\":\"SCALE_OUT\",\"aspectId\":\"workers\"}")
                        .status())
                .isEqualTo(409);
        assertThat(server.post(INSTANCES + "/" + id + "/change_ext_conn", "{}").status())
                .isEqualTo(409);
        assertThat(server.post(INSTANCES, "{\"vnfdId\":\"" + vimId + "\"}").status())
                .isEqualTo(404);
        assertThat(server.get(INSTANCES + "?fields=id").status()).isEqualTo(400);
    }

    @Test
    void stepsAndEventsTellHowItWent() {
        String id = created();
        String location = instantiate(id, "simple").header("Location");
        String progress = location.replace("/vnflcm/v1/", "/davit/v1/");
        // The stream ends by itself when the operation does.
        var live = server.send(server.request(progress + "/events").header("Accept", "text/event-stream"));
        assertThat(live.header("Content-Type")).startsWith("text/event-stream");
        assertThat(live.text())
                .contains("id:")
                .contains("\"kind\":\"STEP_DONE\"")
                .contains("COMPLETED");
        assertThat(server.get(progress + "/steps").json())
                .isNotEmpty()
                .allMatch(s -> s.get("state").stringValue().equals("DONE"));
        JsonNode events = server.get(progress + "/events").json();
        long first = events.get(0).get("sequence").longValue();
        assertThat(server.get(progress + "/events?after=" + first).json()).hasSize(events.size() - 1);
        var resumed = server.send(server.request(progress + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(first)));
        assertThat(resumed.text()).doesNotContain("id:" + first + "\n");
    }

    @Test
    void instancesCanBeFilteredByWhatTheyHave() {
        String id = instantiated();
        created();
        assertThat(server.get(INSTANCES).json()).hasSize(2);
        assertThat(server.get(INSTANCES + "?filter=(eq,instantiatedInfo/flavourId,simple)")
                        .json())
                .hasSize(1)
                .allMatch(i -> i.get("id").stringValue().equals(id));
        assertThat(server.get(INSTANCES + "?filter=(eq,vimConnectionInfo/vimId," + vimId + ")")
                        .json())
                .hasSize(1);
    }
}
