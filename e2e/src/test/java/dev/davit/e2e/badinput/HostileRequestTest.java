package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sends who means harm: refused, and the server answers others as before. */
class HostileRequestTest {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";
    private static final String PACKAGES = Uploads.PACKAGES;

    @AutoClose
    private static SampleSite sample;

    private static Site site;
    private static Api api;
    private static String vnf;

    @BeforeAll
    static void start() throws IOException {
        sample = SampleSite.start();
        site = sample.site();
        api = sample.api();
        vnf = sample.vnf();
    }

    @AfterEach
    void theServerIsWell() {
        sample.assertWell();
    }

    @Test
    void aHugeBody() {
        assertThat(create("{\"vnfdId\": \"" + "x".repeat(2 << 20) + "\"}")).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepJson(String open) {
        assertThat(create(open.repeat(100_000))).isEqualTo(400);
        assertThat(create("{\"vnfdId\": \"" + RegistryPackage.VNFD_ID + "\", \"metadata\": " + open.repeat(900)))
                .isEqualTo(400);
    }

    @Test
    void aNumberThatIsLong() {
        assertThat(create("{\"vnfdId\": 1" + "0".repeat(100_000) + "}")).isEqualTo(400);
    }

    @Test
    void brokenUtf8() throws Exception {
        byte[] body = ("{\"vnfdId\": \"" + RegistryPackage.VNFD_ID + "\", \"vnfInstanceName\": \"\u00e4\"}")
                .getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer = send(
                request(INSTANCES).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Injected: yes", "a\\u0000b", "a\\u001b[2Jb", "\\ud800", "a\\u202eb"})
    void lineBreaksAndControlsInNames(String name) {
        assertThat(create("{\"vnfdId\": \"" + RegistryPackage.VNFD_ID + "\", \"vnfInstanceName\": \"" + name + "\"}"))
                .isEqualTo(400);
    }

    /** PostgreSQL stores neither in JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00\\ud800"})
    void textThatIsNoUnicodeAnywhere(String text) {
        String metadata = "{\"vnfdId\": \"" + RegistryPackage.VNFD_ID + "\", \"metadata\": {\"k\": \"" + text + "\"}}";
        assertThat(create(metadata)).isEqualTo(400);
        assertThat(create(metadata.replace("\"k\"", "\"k" + text + "\""))).isEqualTo(400);
        String parameters = new RegistryRequest(site.networkId("net0"))
                .driver("extra", "PLACE")
                .json();
        assertThat(api.post(INSTANCES + "/" + vnf + "/instantiate", parameters.replace("PLACE", text))
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post(PACKAGES, "{\"userDefinedData\": {\"k\": \"" + text + "\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vnfpkgm/v1/vnf_packages/..%2f..%2f..%2fetc%2fpasswd",
                "/vnfpkgm/v1/vnf_packages/%00",
                "/vnfpkgm/v1/vnf_packages/PKG/artifacts/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/vnfpkgm/v1/vnf_packages/PKG/artifacts/%2fetc%2fpasswd",
                "/vnfpkgm/v1/vnf_packages/PKG/artifacts/Scripts/..%2f..%2f..%2fsecret.key",
                "/vnfpkgm/v1/vnf_packages/PKG/artifacts/%2e%2e/%2e%2e/secret.key",
                "/vnflcm/v1/../../etc/passwd",
                "//etc/passwd",
                "/vnflcm/v1/vnf_instances/%ff%fe",
                "/vnflcm/v1/vnf_instances/'%20OR%201=1--"
            })
    void pathTricks(String path) throws Exception {
        HttpResponse<String> answer =
                send(request(path.replace("PKG", sample.packageId())).GET());
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?filter=(eq,id,'",
                "?filter=((((((((",
                "?fields=%00",
                "?nextpage_opaque_marker=%27;drop",
            })
    void queryTricks(String query) throws Exception {
        assertThat(send(request(INSTANCES + query).GET()).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "gAAAAA", "../../admin", "a b"})
    void aTokenThatIsNone(String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(site.server().url() + INSTANCES));
        if (!token.isEmpty()) {
            request.header("X-Auth-Token", token);
        }
        HttpResponse<String> answer = send(request.GET());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void aTokenThatWasRevoked() throws Exception {
        String token = site.token();
        HttpResponse<String> revoked = send(HttpRequest.newBuilder(URI.create(site.keystoneUrl() + "/auth/tokens"))
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .DELETE());
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(new Api(site.server().url(), Optional.of(token))
                        .get(INSTANCES)
                        .statusCode())
                .isEqualTo(401);
    }

    /** The user of all other tests here is the stranger; only an administrator sees what projects have. */
    @Test
    void idsOfAnotherProject() {
        Api owner = new Api(
                site.server().url(), Optional.of(Api.token(site.keystoneUrl(), "admin", Site.PASSWORD, "admin")));
        String theirVim = owner.registerVim("theirs", site.keystoneUrl(), "admin", Site.PASSWORD, "admin");
        String theirPackage = owner.onboard(sample.csar());
        String theirVnf = owner.create(RegistryPackage.VNFD_ID);
        for (String path : List.of(
                INSTANCES + "/" + theirVnf,
                PACKAGES + "/" + theirPackage,
                PACKAGES + "/" + theirPackage + "/vnfd",
                PACKAGES + "/" + theirPackage + "/package_content",
                "/v1.0/vims/" + theirVim)) {
            assertThat(api.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path :
                List.of(INSTANCES + "/" + theirVnf, PACKAGES + "/" + theirPackage, "/v1.0/vims/" + theirVim)) {
            assertThat(api.delete(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(api.patch(INSTANCES + "/" + theirVnf, "{\"vnfInstanceName\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.patch(PACKAGES + "/" + theirPackage, "{\"operationalState\": \"DISABLED\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.post(INSTANCES + "/" + theirVnf + "/terminate", "{\"terminationType\": \"FORCEFUL\"}")
                        .statusCode())
                .isEqualTo(404);
        var withTheirVim = new RegistryRequest(site.networkId("net0")).vim(theirVim);
        HttpResponse<String> answer = api.post(INSTANCES + "/" + vnf + "/instantiate", withTheirVim.json());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("there is no VIM");
        assertThat(api.json(PACKAGES).toString()).doesNotContain(theirPackage);
        Api.expect(owner.delete(INSTANCES + "/" + theirVnf), 204);
    }

    private static int create(String body) {
        return api.post(INSTANCES, body).statusCode();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site.server().url() + path)).header("X-Auth-Token", site.token());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
