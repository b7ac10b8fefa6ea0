package dev.davit.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.OpenStackVim;
import dev.davit.openstack.Vims;
import dev.davit.openstack.step.FakeImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static TinyCloud server;
    private static String certificate;
    private final OpenStackVim vim = new OpenStackVim(new FakeImageStore());

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        var keys = selfSigned(directory);
        certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("k").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new TinyCloud(context);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anUnknownAuthorityIsRefusedWithAHint() {
        assertThatThrownBy(() -> vim.check(Vims.withPassword(server.url() + "/identity", "secret")))
                .hasMessageContaining("ssl_ca_cert")
                .hasMessageContaining("cert_verify");
    }

    @Test
    void theAuthorityOfTheVimIsTrusted() {
        assertThat(vim.check(Vims.vim(server.url() + "/identity", credentials("ssl_ca_cert", certificate), PROJECT)))
                .contains("RegionOne");
    }

    @Test
    void certVerifyFalseTrustsEverybodyForThisVimOnly() {
        assertThat(vim.check(Vims.vim(server.url() + "/identity", credentials("cert_verify", "False"), PROJECT)))
                .contains("RegionOne");
        anUnknownAuthorityIsRefusedWithAHint();
    }

    private static final String PROJECT = "{\"name\": \"demo\"}";

    private static String credentials(String member, String value) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("username", "demo")
                .put("password", "secret")
                .put(member, value)
                .toString();
    }

    private static KeyStore selfSigned(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
