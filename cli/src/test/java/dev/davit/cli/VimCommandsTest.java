package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VimCommandsTest {
    private static final String VIM =
            "{\"vim\":{\"id\":\"8d8373fe-6977-49ff-83ac-7756572ed186\",\"name\":\"lab\",\"auth_url\":\"http://10.0.0.1/v3\"}}";

    private FakeServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("POST /v1.0/vims", 201, VIM);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void registerReadsTheFileOfTheStockClient() throws IOException {
        Path file = Files.writeString(folder.resolve("vim.yaml"), """
                auth_url: "http://10.0.0.1/v3"
                username: nfv_user
                password: mySecretPW
                project_name: nfv
                project_domain_name: Default
                user_domain_name: Default
                cert_verify: False
                """);
        Run run = davit(server, "vim", "register", "lab", "--config-file", file.toString(), "--default");
        assertThat(run.out())
                .isEqualTo(
                        "✓ VIM lab registered: http://10.0.0.1/v3 (the default), id 8d8373fe-6977-49ff-83ac-7756572ed186\n");
        assertThat(server.body("POST /v1.0/vims")).isEqualTo(Json.read("""
                                {"vim":{"type":"openstack","auth_url":"http://10.0.0.1/v3",
                                  "auth_cred":{"username":"nfv_user","password":"mySecretPW","user_domain_name":"Default","cert_verify":"False"},
                                  "vim_project":{"name":"nfv","project_domain_name":"Default"},
                                  "name":"lab","description":"","is_default":true}}
                                """));
    }

    @Test
    void aKubernetesClusterIsRegisteredFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), """
                type: kubernetes
                auth_url: "https://10.0.0.9:6443"
                bearer_token: "tok-1"
                ssl_ca_cert: |
                  -----BEGIN CERTIFICATE-----
                  MIIB
                  -----END CERTIFICATE-----
                """);
        Run run = davit(server, "vim", "register", "cluster", "--config-file", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(server.body("POST /v1.0/vims")).isEqualTo(Json.read("""
                {"vim":{"type":"kubernetes","auth_url":"https://10.0.0.9:6443",
                  "auth_cred":{"bearer_token":"tok-1",
                    "ssl_ca_cert":"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"},
                  "vim_project":{"name":"default"},
                  "name":"cluster","description":"","is_default":false}}
                """));
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsSent() {
        Run run = davit(server, "vim", "register", "lab", "--auth-url", "http://10.0.0.1/v3");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("Error: Missing --username.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void errorsOfTheLegacyApiAreReadable() {
        try (FakeServer refusing = new FakeServer()) {
            refusing.on(
                    "POST /v1.0/vims",
                    409,
                    "{\"TackerError\":{\"type\":\"Conflict\",\"message\":\"There is a VIM 'lab' already.\",\"detail\":\"\"}}");
            Path file = Files.writeString(
                    folder.resolve("vim.yaml"), "{auth_url: a, username: b, password: c, project_name: d}");
            Run run = davit(refusing, "vim", "register", "lab", "--config-file", file.toString());
            assertThat(run.status()).isEqualTo(ExitCode.CONFLICT);
            assertThat(run.err()).isEqualTo("Error: There is a VIM 'lab' already. (Conflict 409)\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FakeServer withCluster() throws IOException {
        String id = "8d8373fe-6977-49ff-83ac-7756572ed186";
        return new FakeServer()
                .on("GET /v1.0/vims", 200, "{\"vims\":[{\"id\":\"" + id + "\",\"name\":\"cluster\"}]}")
                .on("GET /davit/v1/vims/" + id + "/kubeconfig", 200, "apiVersion: v1\ntoken: \"tok-4711\"\n");
    }

    @Test
    void kubeconfigIsPrintedAsItIs() throws IOException {
        try (FakeServer cluster = withCluster()) {
            assertThat(davit(cluster, "vim", "kubeconfig", "cluster").out())
                    .isEqualTo("apiVersion: v1\ntoken: \"tok-4711\"\n");
        }
    }

    @Test
    void aWrittenKubeconfigIsReadableByItsOwnerOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "old");
        try (FakeServer cluster = withCluster()) {
            Run run = davit(cluster, "vim", "kubeconfig", "cluster", "--output", file.toString());
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("kubectl --kubeconfig " + file).doesNotContain("tok-4711");
        }
        assertThat(file).hasContent("apiVersion: v1\ntoken: \"tok-4711\"\n");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFolderThatDoesNotExistIsToldSo() throws IOException {
        try (FakeServer cluster = withCluster()) {
            Path file = folder.resolve("no/such/config");
            Run run = davit(cluster, "vim", "kubeconfig", "cluster", "--output", file.toString());
            assertThat(run.status()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("Cannot write " + file);
        }
    }
}
