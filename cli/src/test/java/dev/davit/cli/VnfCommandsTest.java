package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VnfCommandsTest {
    private static final String ID = "f93ed99c-e2f2-4f18-8377-37a171ea344f";
    private static final String OTHER = "f93ed000-e2f2-4f18-8377-37a171ea344f";
    private static final String OP = "0e3b4d1c-8f6a-4a0e-9d65-111111111111";
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";
    private static final String LIST = """
            [{"id":"%s","vnfInstanceName":"registry","instantiationState":"INSTANTIATED",
              "vnfProductName":"Private registry","vnfdVersion":"1.0"},
             {"id":"%s","vnfInstanceName":"other","instantiationState":"NOT_INSTANTIATED",
              "vnfProductName":"Private registry","vnfdVersion":"1.0"}]
            """.formatted(ID, OTHER);
    private static final String INSTANCE = """
            {"id":"%s","vnfInstanceName":"registry","instantiationState":"INSTANTIATED","vnfdId":"c1bb0ce7-ebca-4fa7-95ed-4840d70a118f",
             "vnfProvider":"Company","vnfProductName":"Private registry","vnfSoftwareVersion":"1.0","vnfdVersion":"1.0",
             "_links":{"self":{"href":"x"},"terminate":{"href":"x"},"heal":{"href":"x"}},
             "instantiatedVnfInfo":{"flavourId":"simple","vnfState":"STARTED",
               "vnfcResourceInfo":[
                 {"id":"52431660-dde4-49de-99a4-9d593b17b9c4","vduId":"PrivateRegistryVDU",
                  "computeResource":{"resourceId":"f93edf04-07ac-410e-96aa-7fd64774f951"},
                  "vnfcCpInfo":[{"cpdId":"CP1","cpProtocolInfo":[{"layerProtocol":"IP_OVER_ETHERNET",
                    "ipOverEthernet":{"ipAddresses":[{"type":"IPV4","addresses":["10.10.0.5"]}]}}]}]}],
               "vnfVirtualLinkResourceInfo":[{"vnfVirtualLinkDescId":"net0",
                  "networkResource":{"resourceId":"1642ac54-642c-407c-9c7d-e94c55ba5d33"},"vnfLinkPorts":[{"id":"x"}]}]}}
            """.formatted(ID);

    private FakeServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET " + INSTANCES, 200, LIST).on("GET " + INSTANCES + "/" + ID, 200, INSTANCE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listIsATable() {
        assertThat(davit(server, "vnf", "list").out()).isEqualTo("""
                        NAME      STATE             PRODUCT           VERSION  ID
                        registry  INSTANTIATED      Private registry  1.0      f93ed99c-e2f2-4f18-8377-37a171ea344f
                        other     NOT_INSTANTIATED  Private registry  1.0      f93ed000-e2f2-4f18-8377-37a171ea344f
                        """);
    }

    @Test
    void quietListsOnlyIds() {
        assertThat(davit(server, "vnf", "list", "-q").out()).isEqualTo(ID + "\n" + OTHER + "\n");
    }

    @Test
    void jsonIsWhatTheApiSaid() {
        assertThat(Json.read(davit(server, "vnf", "list", "--json").out())).isEqualTo(Json.read(LIST));
    }

    @Test
    void listFollowsThePages() {
        FakeServer paged = server;
        paged.on(
                "GET /vnfpkgm/v1/vnf_packages",
                200,
                Map.of("Link", "<" + server.uri() + "/vnfpkgm/v1/vnf_packages?nextpage_opaque_marker=a>; rel=\"next\""),
                "[{\"id\":\"a\"}]");
        paged.on("GET /vnfpkgm/v1/vnf_packages?nextpage_opaque_marker=a", 200, "[{\"id\":\"b\"}]");
        assertThat(davit(paged, "package", "list", "-q").out()).isEqualTo("a\nb\n");
    }

    @Test
    void showTellsWhereTheVnfcsAre() {
        assertThat(davit(server, "vnf", "show", "registry").out()).isEqualTo("""
                        Name       registry
                        Id         f93ed99c-e2f2-4f18-8377-37a171ea344f
                        State      INSTANTIATED
                        VNF state  STARTED
                        Product    Private registry 1.0 by Company
                        VNFD       c1bb0ce7-ebca-4fa7-95ed-4840d70a118f
                        Flavour    simple
                        Can        terminate, heal

                        VDU                 ADDRESSES      SERVER                                VNFC
                        PrivateRegistryVDU  CP1=10.10.0.5  f93edf04-07ac-410e-96aa-7fd64774f951  52431660-dde4-49de-99a4-9d593b17b9c4

                        VIRTUAL LINK  NETWORK                               PORTS
                        net0          1642ac54-642c-407c-9c7d-e94c55ba5d33  1
                        """);
    }

    @Test
    void theBeginningOfAnIdIsEnough() {
        assertThat(davit(server, "vnf", "show", "f93ed99", "-q").out()).isEqualTo(ID + "\n");
    }

    @Test
    void anAmbiguousNameIsRefusedWithTheCandidates() {
        Run run = davit(server, "vnf", "show", "f93e");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo("""
                        Error: 'f93e' may mean any of 2 VNF instances; give the id of one:
                          → f93ed99c-e2f2-4f18-8377-37a171ea344f
                          → f93ed000-e2f2-4f18-8377-37a171ea344f
                        """);
    }

    @Test
    void anUnknownNameIsNotFound() {
        Run run = davit(server, "vnf", "show", "regestry");
        assertThat(run.status()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).isEqualTo("""
                        Error: There is no VNF instance 'regestry'.
                          → 'davit vnf list' shows what there is.
                        """);
    }

    @Test
    void healTakesTheNameOfAVdu() {
        server.on(
                "POST " + INSTANCES + "/" + ID + "/heal",
                202,
                Map.of("Location", server.uri() + "/vnflcm/v1/vnf_lcm_op_occs/" + OP),
                "");
        Run run = davit(server, "vnf", "heal", "registry", "--vnfc", "PrivateRegistryVDU");
        assertThat(run.out()).isEqualTo("Heal accepted, operation " + OP + "\n  → davit op watch " + OP + "\n");
        assertThat(server.body("POST " + INSTANCES + "/" + ID + "/heal"))
                .isEqualTo(Json.read("{\"vnfcInstanceId\":[\"52431660-dde4-49de-99a4-9d593b17b9c4\"]}"));
    }

    @Test
    void aConflictHasItsOwnExitStatusAndSaysWhy() {
        server.on(
                "POST " + INSTANCES + "/" + ID + "/heal",
                409,
                "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"The instance is being healed.\"}");
        Run run = davit(server, "vnf", "heal", "registry");
        assertThat(run.status()).isEqualTo(ExitCode.CONFLICT);
        assertThat(run.err()).isEqualTo("Error: The instance is being healed. (Conflict 409)\n");
    }

    @Test
    void everyWrongFieldIsNamed() throws IOException {
        Path params = Files.writeString(folder.resolve("params.json"), "{\"flavourId\":\"simple\"} # a comment\n");
        server.on("POST " + INSTANCES + "/" + ID + "/instantiate", 400, """
                {"title":"Bad Request","status":400,"detail":"2 parameters are wrong",
                 "invalidParams":[{"param":"additionalParams.port_no","reason":"must be 1 to 65535"},
                                  {"param":"additionalParams.proxy","reason":"must be a URL"}]}
                """);
        Run run = davit(server, "vnf", "instantiate", ID, params.toString());
        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEqualTo("""
                        Error: 2 parameters are wrong (Bad Request 400)
                          additionalParams.port_no: must be 1 to 65535
                          additionalParams.proxy: must be a URL
                        """);
    }

    @Test
    void aParameterFileThatIsNoJsonIsNamedWithThePlace() throws IOException {
        Path params = Files.writeString(folder.resolve("params.json"), "{\n  \"flavourId\": simple\n}\n");
        Run run = davit(server, "vnf", "instantiate", ID, params.toString());
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("Error: " + params + ":2:");
    }

    @Test
    void deployDeletesTheInstanceWhoseInstantiationIsRefused() {
        server.on(
                        "GET /vnfpkgm/v1/vnf_packages",
                        200,
                        "[{\"id\":\"p\",\"vnfdId\":\"d\",\"vnfProductName\":\"Private registry\"}]")
                .on("POST " + INSTANCES, 201, "{\"id\":\"" + ID + "\",\"vnfInstanceName\":\"r2\"}")
                .on(
                        "POST " + INSTANCES + "/" + ID + "/instantiate",
                        400,
                        "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"No flavour with id 'big'.\"}")
                .on("DELETE " + INSTANCES + "/" + ID, 204, "");
        Run run = davit(
                Map.of("DAVIT_SERVER", server.uri().toString(), "OS_AUTH_TYPE", "none"),
                "{\"flavourId\":\"big\"}",
                "vnf",
                "deploy",
                "Private registry",
                "-");
        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(server.requests()).extracting(FakeServer.Request::key).endsWith("DELETE " + INSTANCES + "/" + ID);
    }

    @Test
    void aMistypedCommandIsAnsweredWithThoseThereAre() {
        Run run = davit(server, "vnf", "hael", "registry");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("Error: There is no command 'davit vnf hael'. There are: ")
                .contains("heal");
    }

    @Test
    void controlCharactersFromElsewhereDoNotReachTheTerminal() {
        server.on("GET /vnflcm/v1/subscriptions", 200, "[{\"id\":\"a\",\"callbackUri\":\"http://x/\\u001b[2Jevil\"}]");
        assertThat(davit(server, "subscription", "list").out()).doesNotContain("\u001b");
    }
}
