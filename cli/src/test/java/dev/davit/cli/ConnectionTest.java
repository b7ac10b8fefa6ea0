package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final String VIMS = "GET /v1.0/vims";

    private FakeServer server;

    @TempDir
    private Path home;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on(VIMS, 200, "{\"vims\":[]}");
        server.on("POST /identity/v3/auth/tokens", 201, Map.of("X-Subject-Token", "t1"), token());
        server.on("POST /identity/v3/auth/tokens", 201, Map.of("X-Subject-Token", "t2"), token());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCatalogueSaysWhereTheServerIs() {
        assertThat(davit(openrc(), "", "vim", "list").status()).isEqualTo(ExitCode.OK);
        assertThat(server.request(VIMS).token()).isEqualTo("t1");
    }

    @Test
    void whatIsNoUrlOfAServerIsSaid() {
        for (String url : new String[] {"ftp://x", "http://", "a b", "file:///etc/passwd"}) {
            Run run = davit(Map.of(), "", "op", "list", "--server", url);
            assertThat(run.status()).as(url).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("is no URL of a server");
        }
    }

    @Test
    void withoutACommandTheHelpSaysWhatThereIs() {
        Run run = davit(Map.of(), "");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("demo", "package", "vnf");
    }

    @Test
    void aDemoOnAPortThatIsNoneEndsAtOnce() {
        Run run = davit(Map.of("DAVIT_LAUNCHER", "/none/davit"), "", "demo", "--port", "99999");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--port must be 1 to 65535");
    }

    @Test
    void theLoginIsScopedToTheProject() {
        davit(openrc(), "", "vim", "list");
        var body = server.body("POST /identity/v3/auth/tokens");
        assertThat(body.at("/auth/scope/project/name").asString()).isEqualTo("demo");
        assertThat(body.at("/auth/identity/password/user/domain/name").asString())
                .isEqualTo("Default");
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws IOException {
        try (FakeServer expiring = new FakeServer()) {
            expiring.on("POST /identity/v3/auth/tokens", 201, Map.of("X-Subject-Token", "t1"), "{\"token\":{}}")
                    .on("POST /identity/v3/auth/tokens", 201, Map.of("X-Subject-Token", "t2"), "{\"token\":{}}")
                    .on(VIMS, 401, "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"expired\"}")
                    .on(VIMS, 200, "{\"vims\":[]}");
            Run run = davit(
                    openrc(expiring),
                    "",
                    "vim",
                    "list",
                    "--server",
                    expiring.uri().toString());
            assertThat(run.status()).isEqualTo(ExitCode.OK);
            assertThat(expiring.requests())
                    .extracting(FakeServer.Request::token)
                    .containsExactly("", "t1", "", "t2");
        }
    }

    @Test
    void aRefusedLoginNamesTheUserAndNotThePassword() throws IOException {
        try (FakeServer strict = new FakeServer()) {
            strict.on(
                    "POST /identity/v3/auth/tokens",
                    401,
                    "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"wrong user or password\"}}");
            Run run = davit(openrc(strict), "", "vim", "list");
            assertThat(run.status()).isEqualTo(ExitCode.NO_ACCESS);
            assertThat(run.err())
                    .contains("did not let alice in project demo", "wrong user or password")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void withoutLoginA401SaysHowToLogIn() throws IOException {
        try (FakeServer strict = new FakeServer()) {
            strict.on(VIMS, 401, "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"No token.\"}");
            Run run = davit(strict, "vim", "list");
            assertThat(run.status()).isEqualTo(ExitCode.NO_ACCESS);
            assertThat(run.err()).contains("OS_AUTH_URL");
        }
    }

    @Test
    void noServerSaysHowToGetOne() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Run run = davit(Map.of("DAVIT_SERVER", "127.0.0.1:" + closed), "", "vim", "list");
        assertThat(run.status()).isEqualTo(ExitCode.NO_ACCESS);
        assertThat(run.err()).isEqualTo("""
                        Error: Cannot reach http://127.0.0.1:%d: connection refused
                          → Is it running? 'davit server' starts a server, 'davit demo' a whole cloud with one.
                          → --server or DAVIT_SERVER names another server.
                        """.formatted(closed));
    }

    @Test
    void theRunningDemoIsFoundByItself() throws IOException {
        Files.writeString(
                home.resolve("cli.properties"),
                "DAVIT_SERVER=%s\nOS_AUTH_URL=%s/identity/v3\nOS_USERNAME=demo\nOS_PASSWORD=secret\nOS_PROJECT_NAME=demo\n"
                        .formatted(server.uri(), server.uri()));
        assertThat(davit(Map.of("DAVIT_HOME", home.toString()), "", "vim", "list")
                        .status())
                .isEqualTo(ExitCode.OK);
        assertThat(server.request(VIMS).token()).isEqualTo("t1");
    }

    @Test
    void theDemosUserIsNotSentToAnotherServer() throws IOException {
        Files.writeString(
                home.resolve("cli.properties"), "DAVIT_SERVER=http://127.0.0.1:1\nOS_AUTH_URL=http://127.0.0.1:1/v3\n");
        Run run = davit(
                Map.of("DAVIT_HOME", home.toString()),
                "",
                "vim",
                "list",
                "--server",
                server.uri().toString());
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(server.request(VIMS).token()).isEmpty();
    }

    private Map<String, String> openrc() {
        return openrc(server);
    }

    private static Map<String, String> openrc(FakeServer keystone) {
        return Map.of(
                "OS_AUTH_URL", keystone.uri() + "/identity",
                "OS_USERNAME", "alice",
                "OS_PASSWORD", "geheim",
                "OS_PROJECT_NAME", "demo");
    }

    private String token() {
        return """
                {"token":{"catalog":[{"type":"compute","endpoints":[{"interface":"public","url":"http://127.0.0.1:1"}]},
                  {"type":"nfv-orchestration","endpoints":[{"interface":"admin","url":"http://127.0.0.1:1"},
                                                           {"interface":"public","region":"RegionOne","url":"%s/"}]}]}}
                """.formatted(server.uri());
    }
}
