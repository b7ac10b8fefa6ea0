package dev.davit.driver.kubernetes.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.driver.kubernetes.parameters.RegistryConnection;
import dev.davit.driver.kubernetes.parameters.RegistryConnection.Credentials;
import dev.davit.driver.kubernetes.parameters.RegistryServer;
import dev.davit.driver.vm.NoProxy;
import dev.davit.vnfpackage.csar.PackagePath;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written to a node. */
class RegistryFilesTest {
    private static final RegistryConnection PLAIN = new RegistryConnection(
            RegistryServer.parse("10.0.0.1:5000"), false, Optional.empty(), Optional.empty(), Optional.empty());
    private static final RegistryConnection SECURE = new RegistryConnection(
            RegistryServer.parse("registry.example.com"),
            true,
            Optional.of(new Credentials("me", "pw")),
            Optional.of(new PackagePath("Files/ca.crt")),
            Optional.empty());

    @Test
    void containerdIsToldOfTheAuthority() {
        assertThat(ContainerdFiles.hostsPath(SECURE.server()))
                .isEqualTo("/etc/containerd/certs.d/registry.example.com/hosts.toml");
        assertThat(ContainerdFiles.hosts(SECURE)).isEqualTo("""
                # Written by Davit; it will be written again.
                server = "https://registry.example.com"

                [host."https://registry.example.com"]
                  capabilities = ["pull", "resolve"]
                  ca = "/etc/containerd/certs.d/registry.example.com/ca.crt"
                """);
    }

    @Test
    void eachMajorVersionOfContainerdHasItsLayout() {
        assertThat(ContainerdFiles.config(1, "k8s.gcr.io/pause:3.2", false))
                .contains("version = 2", "sandbox_image = \"k8s.gcr.io/pause:3.2\"", "SystemdCgroup = false")
                .contains(
                        "[plugins.\"io.containerd.grpc.v1.cri\".registry]\n    config_path = \"/etc/containerd/certs.d\"");
        assertThat(ContainerdFiles.config(2, "registry.k8s.io/pause:3.10", true))
                .contains("version = 3", "sandbox = \"registry.k8s.io/pause:3.10\"", "SystemdCgroup = true")
                .contains(
                        "[plugins.\"io.containerd.cri.v1.images\".registry]\n    config_path = \"/etc/containerd/certs.d\"");
    }

    @Test
    void dockersOtherSettingsStay() {
        String merged =
                MergedJson.daemon("{\"log-level\":\"warn\",\"insecure-registries\":[\"a:1\"]}", List.of(PLAIN, SECURE));
        assertThat(merged)
                .contains("\"log-level\" : \"warn\"", "\"a:1\"", "\"10.0.0.1:5000\"")
                .doesNotContain("example");
        assertThat(MergedJson.daemon(merged, List.of(PLAIN, SECURE))).isEqualTo(merged);
    }

    @Test
    void withoutPlainRegistriesDockersFileStaysAsItIs() {
        assertThat(MergedJson.daemon("", List.of(SECURE))).isEmpty();
        assertThat(MergedJson.daemon("{ \"a\":1 }", List.of(SECURE))).isEqualTo("{ \"a\":1 }");
    }

    @Test
    void aFileThatIsNoJsonIsNotOverwritten() {
        assertThatThrownBy(() -> MergedJson.daemon("{ not json", List.of(PLAIN)))
                .hasMessageContaining("/etc/docker/daemon.json on the node is no JSON object");
    }

    @Test
    void credentialsOfOthersStay() {
        String merged = MergedJson.credentials("{\"auths\":{\"other\":{\"auth\":\"x\"}}}", List.of(PLAIN, SECURE));
        assertThat(merged).contains("\"other\"", "\"registry.example.com\"", "\"auth\" : \"bWU6cHc=\"");
        assertThat(MergedJson.credentials(merged, List.of(SECURE))).isEqualTo(merged);
    }

    @Test
    void thePullRequestIsAProtocolBuffer() {
        assertThat(HexFormat.of().formatHex(CriPull.request("a:1", Optional.of(new Credentials("u", "p")))))
                .isEqualTo("00" + "0000000f" + "0a050a03613a31" + "12060a0175120170");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.0.0.1, 10.0.0.1, true",
        ".example.com, a.example.com, true",
        "example.com, a.example.com, true",
        "example.com, notexample.com, false",
        "*.example.com, a.example.com, true"
    })
    void theProxyIsBypassedAsTheRuntimeDoes(String entry, String host, boolean bypassed) {
        assertThat(RegistryClient.bypasses(NoProxy.parse(entry), host)).isEqualTo(bypassed);
    }
}
