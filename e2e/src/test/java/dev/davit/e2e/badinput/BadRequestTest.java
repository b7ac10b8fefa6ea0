package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.CloudContent;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests that are refused at once, with the field that is wrong, and leave nothing behind. */
class BadRequestTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PREFIX = "additionalParams.private_registry_installation_param.";
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";
    /** Runs, when anything takes it for shell text; each of its characters has a meaning there. */
    private static final String SHELL =
            "x'\"; touch /tmp/davit-e2e-owned; $(touch /tmp/davit-e2e-owned) `id` | & > < * ? ~ !";

    @AutoClose
    private static SampleSite sample;

    private static Api api;
    private static String vnf;
    private static String network;
    private static CloudContent before;

    @BeforeAll
    static void start() throws IOException {
        sample = SampleSite.start();
        api = sample.api();
        vnf = sample.vnf();
        network = sample.site().networkId("net0");
        before = sample.site().content();
    }

    @Test
    void anUnknownFlavour() {
        assertThat(refusal(request().with("flavourId", "huge"), 400, "flavourId"))
                .contains("simple");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Files/images/absent.tar",
                "../registry.tar",
                "Files/../../registry.tar",
                "/etc/shadow",
                "Files\\images\\registry.tar",
                "$(touch /tmp/davit-e2e-owned)"
            })
    void anImagePathThatIsNotInThePackage(String path) {
        refusal(request().driver("image_path", path), 400, PREFIX + "image_path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "five", "5000; id", " 5000", "", "5000.5"})
    void aPortThatIsNone(String port) {
        refusal(request().driver("port_no", port), 400, PREFIX + "port_no");
    }

    @ParameterizedTest
    @CsvSource({
        "http_proxy, proxy:3128",
        "http_proxy, http://user1:password1@host1:port1",
        "https_proxy, ftp://proxy:3128",
        "https_proxy, http://$(id):3128",
        "no_proxy, 10.0.0.0/99",
        "no_proxy, x;id"
    })
    void aProxyThatIsNoUrl(String member, String value) {
        assertThat(refusal(request().proxy(member, value), 400, PREFIX + "proxy." + member))
                .doesNotContain("password1");
    }

    @Test
    void anUnknownVim() {
        assertThat(refusal(request().vim("8d8373fe-6977-49ff-83ac-7756572ed186"), 400, "vimConnectionInfo[0].vimId"))
                .contains("8d8373fe-6977-49ff-83ac-7756572ed186");
    }

    /** Only the cloud knows its networks: the operation says it, and takes back what it made. */
    @ParameterizedTest
    @ValueSource(strings = {"f0c82461-36b5-4d86-8322-b0bc19cda65f", SHELL})
    void anUnknownNetwork(String wrong) {
        HttpResponse<String> accepted =
                Api.expect(instantiate(request().at("/extVirtualLinks/0/resourceId", wrong)), 202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String occurrence = location.substring(location.lastIndexOf('/') + 1);
        JsonNode failed = api.await(occurrence, LIMIT);
        assertThat(failed.get("operationState").stringValue()).isEqualTo("FAILED_TEMP");
        assertThat(failed.at("/error/detail").stringValue()).contains(wrong);
        Api.expect(api.post("/vnflcm/v1/vnf_lcm_op_occs/" + occurrence + "/rollback"), 202);
        assertThat(api.await(occurrence, LIMIT).get("operationState").stringValue())
                .isEqualTo("ROLLED_BACK");
        assertNothingMade();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh_cp_name", "port_no", "image_path"})
    void shellCharactersInWhatIsANameOrNumber(String member) {
        refusal(request().driver(member, SHELL), 400, PREFIX + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "https_proxy", "no_proxy"})
    void shellCharactersInTheProxy(String member) {
        refusal(request().proxy(member, SHELL), 400, PREFIX + "proxy." + member);
        refusal(
                request().proxy(member, "http://u:p$(touch /tmp/davit-e2e-owned)@h:1"),
                400,
                PREFIX + "proxy." + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/flavourId", "/extVirtualLinks/0/extCps/0/cpdId"})
    void shellCharactersInTheRequestItself(String pointer) {
        HttpResponse<String> answer = instantiate(request().at(pointer, SHELL));
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).contains(pointer.substring(pointer.lastIndexOf('/') + 1));
        assertNothingMade();
    }

    @Test
    void shellCharactersInNamesAreText() {
        String id = Api.json(
                        Api.expect(api.post(INSTANCES, RegistryRequest.create(RegistryPackage.VNFD_ID, SHELL)), 201))
                .get("id")
                .stringValue();
        assertThat(api.json(INSTANCES + "/" + id).get("vnfInstanceName").stringValue())
                .isEqualTo(SHELL);
        assertThat(api.json(INSTANCES + "/" + id).get("vnfInstanceDescription").stringValue())
                .isEqualTo(SHELL);
        Api.expect(api.delete(INSTANCES + "/" + id), 204);
        assertNothingMade();
    }

    private static RegistryRequest request() {
        return new RegistryRequest(network);
    }

    private static HttpResponse<String> instantiate(RegistryRequest request) {
        return api.post(INSTANCES + "/" + vnf + "/instantiate", request.json());
    }

    /** The detail of the refusal, which names the field. */
    private static String refusal(RegistryRequest request, int status, String field) {
        HttpResponse<String> answer = Api.expect(instantiate(request), status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        String detail = Api.json(answer).get("detail").stringValue();
        assertThat(detail).contains(field);
        assertNothingMade();
        return answer.body();
    }

    private static void assertNothingMade() {
        assertThat(api.json(INSTANCES + "/" + vnf).get("instantiationState").stringValue())
                .isEqualTo("NOT_INSTANTIATED");
        CloudContent now = sample.site().content();
        // An image that Davit has uploaded belongs to the package and goes with it.
        assertThat(List.of(now.stacks(), now.servers(), now.ports()))
                .isEqualTo(List.of(before.stacks(), before.servers(), before.ports()));
        assertThat(Path.of("/tmp/davit-e2e-owned")).doesNotExist();
    }
}
