package dev.davit.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.LabCloud;
import dev.davit.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeystoneAuthenticationTest {
    private static final String PACKAGES = "/vnfpkgm/v1/vnf_packages";
    private static LabCloud lab;
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        lab = new LabCloud();
        server = TestServer.start(options -> options.withKeystone(lab.authUrl()));
    }

    @AfterAll
    static void stop() {
        server.close();
        lab.close();
    }

    private static TestServer.Reply get(String path, String token) {
        return server.send(server.request(path).header("X-Auth-Token", token));
    }

    private static String created(String token) {
        var reply = server.send(
                server.request(PACKAGES).POST(BodyPublishers.ofString("{}")).header("X-Auth-Token", token));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return PACKAGES + "/" + reply.json().get("id").stringValue();
    }

    @Test
    void withoutATokenNothingIsShown() {
        var reply = server.get(PACKAGES);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Keystone");
        assertThat(reply.detail()).contains("X-Auth-Token");
    }

    @Test
    void aTokenThatKeystoneDoesNotKnowIsRefused() {
        assertThat(get(PACKAGES, "made-up").status()).isEqualTo(401);
    }

    @Test
    void aTokenWithoutProjectIsForbidden() {
        assertThat(get(PACKAGES, lab.unscopedToken("demo")).status()).isEqualTo(403);
    }

    @Test
    void anotherProjectsObjectsDoNotExist() {
        String ofAdmin = created(lab.token("admin", "admin"));
        assertThat(get(ofAdmin, lab.token("demo", "demo")).status()).isEqualTo(404);
    }

    @Test
    void anAdministratorSeesAllProjects() {
        String ofDemo = created(lab.token("demo", "demo"));
        assertThat(get(ofDemo, lab.token("admin", "admin")).status()).isEqualTo(200);
    }

    @Test
    void aKubeconfigIsForTheProjectOfItsVimOnly() {
        String body = lab.vim("lab", false, "secret");
        var vim = server.send(server.request("/v1.0/vims")
                .POST(BodyPublishers.ofString(body))
                .header("X-Auth-Token", lab.token("admin", "admin")));
        String path = "/davit/v1/vims/" + vim.json().at("/vim/id").stringValue() + "/kubeconfig";
        assertThat(server.get(path).status()).isEqualTo(401);
        assertThat(get(path, lab.token("demo", "demo")).status()).isEqualTo(404);
        // This one has no kubeconfig, but its owner is told so.
        assertThat(get(path, lab.token("admin", "admin")).status()).isEqualTo(409);
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void keystoneOutOfReachIsNotTheClientsFault() throws Exception {
        try (var gone = new LabCloud();
                var lonely = TestServer.start(options -> options.withKeystone(gone.authUrl()))) {
            gone.lab().close();
            var reply = lonely.send(lonely.request(PACKAGES).header("X-Auth-Token", "some"));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.detail()).contains("--keystone-url").doesNotContain("some ");
        }
    }
}
