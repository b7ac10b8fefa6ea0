package dev.davit.server.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiTest {
    private static final String ALL = "/vnfpkgm/v1/vnf_packages";
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(options -> options.withPageSize(2));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnknownPathIsNotFound() {
        var reply = server.get("/vnflcm/v1/nothing");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsToldWhichItKnows() {
        var reply = server.put(ALL, "{}");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("POST,GET");
    }

    @Test
    void errorsOfTheLegacyApiHaveItsForm() {
        var reply = server.get("/v1.0/vims/5c3b9f6f-22d4-4c5c-8a3e-8d8373fe6977.json");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/TackerError/message").stringValue()).contains("no VIM");
    }

    @Test
    void anIdThatIsNoUuidIsNotFound() {
        assertThat(server.get(ALL + "/1-1-1-1-1").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlaceButNotQuoted() {
        var reply = server.post(ALL, "{\"password\": hidden}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail())
                .contains("Malformed request body")
                .contains("line 1")
                .doesNotContain("hidden");
    }

    @Test
    void whatIsNoUnicodeTextIsToldWithItsMember() {
        for (String text : new String[] {"a\\u0000b", "\\ud800", "\\udc00\\ud800"}) {
            var reply = server.post(ALL, "{\"userDefinedData\": {\"key\": \"" + text + "\"}}");
            assertThat(reply.status()).as(text).isEqualTo(400);
            assertThat(reply.detail()).contains("userDefinedData.key");
        }
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        var reply = server.post(ALL, "{\"userDefinedData\":".repeat(5_000));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("nested too deeply");
    }

    @Test
    void aMemberGivenTwiceIsRefused() {
        assertThat(server.post(ALL, "{\"userDefinedData\":{},\"userDefinedData\":{}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertThat(server.post(ALL, "").status()).isEqualTo(400);
    }

    @Test
    void aLongBodyIsRefused() {
        var reply = server.post(ALL, " ".repeat(2 << 20));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.detail()).contains("--max-request-bytes");
    }

    @Test
    void aZipIsNoJson() {
        var reply = server.send(
                server.request(ALL).POST(BodyPublishers.ofString("PK")).header("Content-Type", "application/zip"));
        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void theNextPageKeepsTheFilter() {
        for (int i = 0; i < 3; i++) {
            server.post(ALL, "{\"userDefinedData\":{\"page\":\"test\"}}");
        }
        String path = ALL + "?filter=(eq,userDefinedData/page,test)";
        var first = server.get(path);
        assertThat(first.json()).hasSize(2);
        String link = first.header("Link");
        assertThat(link)
                .startsWith("<" + server.url() + ALL + "?nextpage_opaque_marker=")
                .endsWith("; rel=\"next\"");
        var second = server.get(link.substring(1, link.indexOf('>')));
        assertThat(second.json()).hasSize(1);
        assertThat(second.header("Link")).isEmpty();
        assertThat(server.get(path + "&all_records=yes").json()).hasSize(3);
    }

    @Test
    void healthNamesTheDatabase() {
        assertThat(server.get("/health").text())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}");
    }

    @Test
    void metricsCountRequestsByTemplate() {
        server.get(ALL + "/5c3b9f6f-22d4-4c5c-8a3e-8d8373fe6977");
        assertThat(server.get("/metrics").text())
                .contains(
                        "davit_http_requests_total{method=\"GET\",path=\"/vnfpkgm/v1/vnf_packages/{id}\",status=\"404\"}")
                .contains("davit_http_request_seconds_count");
    }

    @Test
    void versionsAreListed() {
        assertThat(server.get("/vnflcm/v1/api_versions").text())
                .isEqualTo(
                        "{\"uriPrefix\":\"/vnflcm/v1\",\"apiVersions\":[{\"version\":\"1.3.0\",\"isDeprecated\":false}]}");
    }
}
