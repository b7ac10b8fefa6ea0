package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import dev.davit.vnfpackage.build.CsarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody sends who means harm: refused, and the server answers others as before. */
class HostileRequestTest {
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances";
    private static final String PACKAGES = "/vnfpkgm/v1/vnf_packages";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Site site;
    private static Api api;
    private static String packageId;
    private static String vnf;

    @BeforeAll
    static void start() throws IOException {
        site = Site.withoutGuests();
        site.registerVim();
        api = site.api();
        Path csar = site.folder().resolve("sample.zip");
        RegistryPackage.writer().write(csar);
        packageId = api.onboard(csar);
        vnf = api.create(RegistryPackage.VNFD_ID);
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @AfterEach
    void theServerIsWell() {
        Api.expect(api.get("/health"), 200);
        assertThat(api.json(INSTANCES)).hasSize(1);
        assertThat(site.serverOutput()).doesNotContain("OutOfMemory", "StackOverflow", "NullPointerException");
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
                send(request(path.replace("PKG", packageId)).GET());
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
        String theirPackage = owner.onboard(site.folder().resolve("sample.zip"));
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

    @Test
    void uploadsThatNeverEnd() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int n = 0; n < 100; n++) {
                String id = Api.json(Api.expect(api.post(PACKAGES, "{}"), 201))
                        .get("id")
                        .stringValue();
                URI url = URI.create(site.server().url());
                var socket = new Socket(url.getHost(), url.getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("PUT " + PACKAGES + "/" + id + "/package_content HTTP/1.1\r\nHost: x\r\nX-Auth-Token: "
                                        + site.token()
                                        + "\r\nContent-Type: application/zip\r\nContent-Length: 1000000\r\n\r\nPK")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            long begin = System.nanoTime();
            assertThat(api.json(INSTANCES)).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Poll.until(
                LIMIT,
                () -> api.get(PACKAGES + "?filter=(eq,onboardingState,UPLOADING)")
                        .body(),
                "[]"::equals);
        for (JsonNode pack : api.json(PACKAGES + "?filter=(eq,onboardingState,CREATED)&all_records=yes")) {
            api.delete(PACKAGES + "/" + pack.get("id").stringValue());
        }
    }

    @Test
    void aZipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("TOSCA-Metadata/TOSCA.meta"));
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 300; n++) {
                zip.write(zeros);
            }
        }
        assertThat(refusal(Files.write(site.folder().resolve("bomb.zip"), bytes.toByteArray())))
                .contains("TOSCA-Metadata/TOSCA.meta");
    }

    @Test
    void aYamlBomb() throws IOException {
        var bomb = new StringBuilder("\nlol0: &lol0 [x, x, x, x, x, x, x, x, x]\n");
        for (int n = 1; n < 12; n++) {
            bomb.append("lol%d: &lol%d [%s]\n"
                    .formatted(n, n, "*lol%d, ".formatted(n - 1).repeat(9)));
        }
        CsarWriter writer = RegistryPackage.edited(RegistryPackage.FLAVOUR_FILE, text -> text + bomb);
        Path file = site.folder().resolve("yaml-bomb.zip");
        writer.write(file);
        assertThat(refusal(file)).contains(RegistryPackage.FLAVOUR_FILE).contains("alias");
    }

    private static String refusal(Path file) {
        String id =
                Api.json(Api.expect(api.post(PACKAGES, "{}"), 201)).get("id").stringValue();
        Api.expect(api.putZip(PACKAGES + "/" + id + "/package_content", file), 202);
        JsonNode shown = Poll.until(
                LIMIT,
                () -> api.json(PACKAGES + "/" + id),
                p -> !p.get("onboardingState").stringValue().matches("UPLOADING|PROCESSING"));
        assertThat(shown.get("onboardingState").stringValue()).isEqualTo("CREATED");
        Api.expect(api.delete(PACKAGES + "/" + id), 204);
        return shown.get("onboardingFailureDetails").toString();
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
