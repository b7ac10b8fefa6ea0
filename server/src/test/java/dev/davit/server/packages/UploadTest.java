package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Uploads that go wrong, are too long, are interrupted or come from elsewhere. */
class UploadTest {
    private static final long LIMIT = 4 << 20;

    @TempDir
    Path folder;

    private TestServer server;
    private Path sample;
    private HttpServer web;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(options -> options.withPackageLimits(new PackageLimits(LIMIT, true)));
        sample = SamplePackage.in(folder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/sample.zip", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, Files.size(sample));
            try (OutputStream out = exchange.getResponseBody()) {
                Files.copy(sample, out);
            }
        });
        redirect("/moved", "/sample.zip");
        redirect("/local-file", "file:///etc/passwd");
        redirect("/metadata", "http://169.254.169.254/latest/meta-data");
        redirect("/round", "/round");
        web.start();
    }

    private void redirect(String path, String location) {
        web.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        web.stop(0);
        server.close();
    }

    private JsonNode fetched(String path, Map<String, String> more) {
        String id = server.createPackage();
        var body = new StringBuilder(
                "{\"addressInformation\":\"http://127.0.0.1:" + web.getAddress().getPort() + path + "\"");
        more.forEach(
                (k, v) -> body.append(",\"").append(k).append("\":\"").append(v).append('"'));
        var reply =
                server.post(content(id) + "/upload_from_uri", body.append('}').toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return server.settled(id);
    }

    private static String content(String id) {
        return "/vnfpkgm/v1/vnf_packages/" + id + "/package_content";
    }

    private static String failure(JsonNode vnfPackage) {
        assertThat(vnfPackage.get("onboardingState").stringValue()).isEqualTo("CREATED");
        return vnfPackage.at("/onboardingFailureDetails/detail").stringValue();
    }

    @Test
    void aPackageIsFetchedFromAUrl() {
        JsonNode onboarded = fetched("/moved", Map.of("userName", "user", "password", "secret-word"));
        assertThat(onboarded.get("onboardingState").stringValue())
                .as(onboarded.toString())
                .isEqualTo("ONBOARDED");
        assertThat(authorizations).containsExactly("Basic dXNlcjpzZWNyZXQtd29yZA==");
    }

    @Test
    void redirectsToOtherSchemesAndPlacesAreNotFollowed() {
        assertThat(failure(fetched("/local-file", Map.of()))).contains("http:// or https://");
        assertThat(failure(fetched("/metadata", Map.of()))).contains("169.254.169.254");
        assertThat(failure(fetched("/round", Map.of()))).contains("redirects");
    }

    @Test
    void aMissingFileIsTold() {
        assertThat(failure(fetched("/nothing", Map.of()))).contains("404");
    }

    @Test
    void anAddressThatIsNoUrlIsRefusedAtOnce() {
        String id = server.createPackage();
        var reply = server.post(content(id) + "/upload_from_uri", "{\"addressInformation\":\"ftp://h/p.zip\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(server.get("/vnfpkgm/v1/vnf_packages/" + id)
                        .json()
                        .get("onboardingState")
                        .stringValue())
                .isEqualTo("CREATED");
    }

    @Test
    void aPackageThatIsAnnouncedTooLongIsRefusedBeforeItIsSent() throws IOException {
        String id = server.createPackage();
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(("PUT " + content(id) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (LIMIT + 1)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aPackageThatBecomesTooLongIsRefused() throws IOException {
        String id = server.createPackage();
        // Without a length, so that it shows only on the way.
        var endless = BodyPublishers.ofByteArrays(() -> java.util.stream.Stream.generate(() -> new byte[64 * 1024])
                .limit(2 * LIMIT / (64 * 1024))
                .iterator());
        var reply = server.send(server.request(content(id)).PUT(endless));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(server.dataDir().resolve("packages")).isEmptyDirectory();
        assertThat(server.upload(id, sample).status()).isEqualTo(202);
    }

    @Test
    void anUploadThatBreaksOffCanBeRepeated() throws IOException {
        String id = server.createPackage();
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(("PUT " + content(id) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nPK")
                            .getBytes(StandardCharsets.US_ASCII));
            server.await(
                    "/vnfpkgm/v1/vnf_packages/" + id,
                    p -> p.get("onboardingState").stringValue().equals("UPLOADING"));
        }
        assertThat(failure(server.settled(id))).contains("Upload the package again");
        assertThat(server.upload(id, sample).status()).isEqualTo(202);
    }

    private Socket connect() throws IOException {
        URI url = URI.create(server.url());
        return new Socket(url.getHost(), url.getPort());
    }

    @Test
    void aPackageThatWasBeingProcessedWhenTheServerEndedIsProcessedAgain() throws IOException {
        String id = server.onboard(sample).get("id").stringValue();
        server.restart(() -> setState(id, "PROCESSING"));
        assertThat(server.settled(id).get("onboardingState").stringValue()).isEqualTo("ONBOARDED");
    }

    @Test
    void anAcceptedPackageSurvivesAServerThatStopsRightAfter() throws IOException {
        String id = server.createPackage();
        assertThat(server.upload(id, sample).status()).isEqualTo(202);
        server.restart(() -> {});
        JsonNode settled = server.settled(id);
        assertThat(settled.get("onboardingState").stringValue())
                .as(settled.toString())
                .isEqualTo("ONBOARDED");
    }

    @Test
    void anUploadThatTheServerDidNotSurviveIsTakenBack() {
        String id = server.createPackage();
        Path part = server.dataDir().resolve("packages").resolve(id + ".part");
        server.restart(() -> {
            setState(id, "UPLOADING");
            write(part);
        });
        assertThat(failure(server.settled(id))).contains("Upload the package again");
        assertThat(part).doesNotExist();
    }

    @Test
    void filesOfNoPackageAreRemovedAtStart() {
        Path orphan = server.dataDir().resolve("packages").resolve(java.util.UUID.randomUUID() + ".csar");
        server.restart(() -> write(orphan));
        assertThat(orphan).doesNotExist();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "left over");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void setState(String id, String state) {
        Jdbi.create(server.databaseUrl())
                .useHandle(h -> h.createUpdate(
                                "update vnf_package set onboarding_state = :state, operational_state = 'DISABLED',"
                                        + " vnfd_id = null, content = null where id = :id::uuid")
                        .bind("state", state)
                        .bind("id", id)
                        .execute());
    }
}
