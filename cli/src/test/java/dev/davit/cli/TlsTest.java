package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate only its owner has signed. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", certificate());
        KeyStore keys = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/v1.0/vims", exchange -> {
            byte[] answer = "{\"vims\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private String certificate() {
        return folder.resolve("server.pem").toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Run listVims(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("OS_AUTH_TYPE", "none");
        environment.put(
                "DAVIT_SERVER", "https://localhost:" + server.getAddress().getPort());
        return davit(environment, "", "vim", "list");
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedWhenTheEnvironmentNamesIt() {
        assertThat(listVims(Map.of("OS_CACERT", certificate())))
                .satisfies(run -> assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.OK));
    }

    @Test
    void aCertificateThatNobodyKnowsIsSaidAndHowToTrustIt() {
        Run run = listVims(Map.of());
        assertThat(run.status()).isEqualTo(ExitCode.NO_ACCESS);
        assertThat(run.err())
                .contains("The certificate of https://localhost:", "is not accepted")
                .contains("OS_CACERT");
    }

    @Test
    void aFileThatIsNotThereOrHasNoCertificateIsSaid() throws IOException {
        Run missing = listVims(Map.of("OS_CACERT", "/does/not/exist.pem"));
        assertThat(missing.status()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("OS_CACERT: there is no file /does/not/exist.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertThat(listVims(Map.of("OS_CACERT", empty.toString())).err()).contains("has no certificates");
    }
}
