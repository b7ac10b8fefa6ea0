package dev.davit.server.rest.vim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KubernetesVimTest {
    @TempDir
    Path folder;

    private KubernetesApi cluster;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        cluster = new KubernetesApi(folder);
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    private String registration(String url, String token, String authority) {
        var vim = JsonMapper.shared().createObjectNode();
        var members = vim.putObject("vim")
                .put("name", "cluster")
                .put("type", "kubernetes")
                .put("auth_url", url);
        members.putObject("auth_cred").put("bearer_token", token).put("ssl_ca_cert", authority);
        members.putObject("vim_project").put("name", "default");
        return vim.toString();
    }

    private JsonNode registered() {
        var reply = server.post("/v1.0/vims", registration(cluster.url(), KubernetesApi.TOKEN, cluster.authority()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("vim");
    }

    private String refusal(String url, String token, String authority) {
        var reply = server.post("/v1.0/vims", registration(url, token, authority));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(server.get("/v1.0/vims").json().get("vims")).isEmpty();
        return reply.json().at("/TackerError/message").stringValue();
    }

    @Test
    void aRegisteredClusterShowsItsNamespacesAndNoSecret() {
        JsonNode vim = registered();
        assertThat(vim.at("/placement_attr/regions").valueStream().map(JsonNode::stringValue))
                .containsExactly("default", "kube-system");
        assertThat(vim.toString()).doesNotContain(KubernetesApi.TOKEN).doesNotContain("BEGIN CERTIFICATE");
        assertThat(vim.at("/auth_cred/bearer_token").stringValue()).isEqualTo("***");
        assertThat(vim.at("/auth_cred/ssl_ca_cert").stringValue()).isEqualTo("***");
    }

    @Test
    void aWrongTokenIsRefused() {
        assertThat(refusal(cluster.url(), "other-token-0815", cluster.authority()))
                .contains("bearer_token", "refuses the token")
                .doesNotContain("other-token-0815");
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        assertThat(refusal(cluster.url(), KubernetesApi.TOKEN, "None")).contains("ssl_ca_cert", "not trusted");
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThat(refusal(cluster.url(), KubernetesApi.TOKEN, "nonsense")).contains("ssl_ca_cert");
    }

    @Test
    void aTokenWithLineBreaksIsRefused() {
        assertThat(refusal(cluster.url(), "a\r\nX-Evil: 1", cluster.authority()))
                .contains("bearer_token");
    }

    @Test
    void whereNobodyAnswersIsRefused() {
        String url = cluster.url();
        cluster.close();
        assertThat(refusal(url, KubernetesApi.TOKEN, cluster.authority())).contains("auth_url", "cannot be reached");
    }

    @Test
    void itsKubeconfigHasTheCredentials() {
        String id = registered().get("id").stringValue();
        var reply = server.get("/davit/v1/vims/" + id + "/kubeconfig");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.text())
                .contains("server: \"" + cluster.url() + "\"")
                .contains("token: \"" + KubernetesApi.TOKEN + "\"")
                .contains("certificate-authority-data: "
                        + Base64.getEncoder().encodeToString(cluster.authority().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anUnknownVimHasNoKubeconfig() {
        assertThat(server.get("/davit/v1/vims/0d1b3fb1-6d92-4a4f-8e0b-7d9a0f4b6a01/kubeconfig")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aChangedTokenIsCheckedToo() {
        String path = "/v1.0/vims/" + registered().get("id").stringValue();
        assertThat(server.put(path, "{\"vim\":{\"auth_cred\":{\"bearer_token\":\"wrong\"}}}")
                        .status())
                .isEqualTo(400);
        assertThat(server.put(path, "{\"vim\":{\"auth_cred\":{\"bearer_token\":\"***\"}}}")
                        .status())
                .isEqualTo(200);
    }
}
