package dev.davit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DavitServerTest {
    private static final char[] PASSWORD = "test-only".toCharArray();

    @TempDir
    Path folder;

    @Test
    void withoutAuthenticationOnlyLoopbackIsListenedOn() {
        var local = ServerOptions.local(folder);
        var open = new ServerOptions(
                "0.0.0.0",
                0,
                folder,
                local.databaseUrl(),
                Optional.empty(),
                local.publicUrl(),
                local.tls(),
                local.maxRequestBytes(),
                local.packageLimits(),
                local.pageSize(),
                local.eventRetention(),
                local.vmWait());
        assertThatThrownBy(() -> DavitServer.start(open))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--no-auth")
                .hasMessageContaining("--bind 127.0.0.1");
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TestServer.start(o -> new ServerOptions(
                                    o.bind(),
                                    taken.getLocalPort(),
                                    o.dataDir(),
                                    o.databaseUrl(),
                                    o.keystoneUrl(),
                                    o.publicUrl(),
                                    o.tls(),
                                    o.maxRequestBytes(),
                                    o.packageLimits(),
                                    o.pageSize(),
                                    o.eventRetention(),
                                    o.vmWait()))
                            .close())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void withCertificatesItSpeaksTls() throws Exception {
        KeyStore store = selfSigned();
        Path certificate = pem("CERTIFICATE", store.getCertificate("test").getEncoded());
        Path key = pem("PRIVATE KEY", store.getKey("test", PASSWORD).getEncoded());
        try (var server = TestServer.start(o -> o.withTls(new ServerOptions.TlsFiles(certificate, key)));
                var client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            var reply = client.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/health")).build(), BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCertificateThatIsMissingIsTold() {
        var missing = new ServerOptions.TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        assertThatThrownBy(() -> TestServer.start(o -> o.withTls(missing)).close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path pem(String type, byte[] bytes) throws Exception {
        return Files.writeString(
                folder.resolve(type.replace(' ', '-') + ".pem"),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + type
                        + "-----\n");
    }

    /** A key and its certificate for 127.0.0.1, made by the JDK's own tool. */
    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
