package dev.davit.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server without authentication, and the browsers of its machine. */
class LocalAuthenticatorTest {
    private static final String ALL = "/vnfpkgm/v1/vnf_packages";
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1"})
    void pagesOfOthersCannotSendAnything(String origin) {
        int before = server.get(ALL).json().size();
        // What a page can send without asking first: a POST of plain text.
        var reply = server.send(server.request(ALL)
                .POST(BodyPublishers.ofString("{}"))
                .header("Content-Type", "text/plain")
                .header("Origin", origin));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.detail()).contains("Origin").contains("--no-auth");
        assertThat(server.get(ALL).json()).hasSize(before);
    }

    @Test
    void anOwnPageCan() {
        assertThat(server.send(server.request(ALL).header("Origin", server.url()))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9890",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1"
            })
    void aNameThatSomebodyHasLedHereIsNotAnswered(String host) throws IOException {
        assertThat(status(host)).isEqualTo("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9890", "127.0.0.1:1", "127.1.2.3", "[::1]:9890"})
    void theNamesOfThisMachineAre(String host) throws IOException {
        assertThat(status(host)).isEqualTo("HTTP/1.1 200");
    }

    private static String status(String host) throws IOException {
        URI url = URI.create(server.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + ALL + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void noAnswerIsRunByABrowser() {
        for (var reply : new TestServer.Reply[] {server.get(ALL), server.get("/nothing")}) {
            assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }
}
