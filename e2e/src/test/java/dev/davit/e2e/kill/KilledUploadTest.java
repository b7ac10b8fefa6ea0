package dev.davit.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.Site;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of the server while a package comes in; the embedded database is found again each time. */
class KilledUploadTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PACKAGES = "/vnfpkgm/v1/vnf_packages/";

    private Site site;
    private Path csar;
    private String id;

    @BeforeEach
    void start() throws IOException {
        site = Site.withoutGuests();
        site.registerVim();
        csar = site.folder().resolve("sample.zip");
        RegistryPackage.writer().write(csar);
        id = Api.json(Api.expect(site.api().post("/vnfpkgm/v1/vnf_packages", "{}"), 201))
                .get("id")
                .stringValue();
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    @Test
    void anUploadThatBreaksOffCanBeRepeated() throws Exception {
        try (Socket half = halfAnUpload()) {
            Poll.until(LIMIT, this::state, "UPLOADING"::equals);
            assertThat(databases()).hasSize(1);
            site.killAndRestartServer();
            assertThat(databases()).hasSize(1);
            half.shutdownOutput();
        }
        assertThat(state()).isEqualTo("CREATED");
        assertThat(files()).isEmpty();
        Api.expect(site.api().putZip(PACKAGES + id + "/package_content", csar), 202);
        assertThat(settled().get("onboardingState").stringValue()).isEqualTo("ONBOARDED");
    }

    @Test
    void anAcceptedPackageIsOnboardedByTheNextServer() {
        Api.expect(site.api().putZip(PACKAGES + id + "/package_content", csar), 202);
        site.killAndRestartServer();
        assertThat(settled().get("onboardingState").stringValue()).isEqualTo("ONBOARDED");
        site.killAndRestartServer();
        assertThat(state()).isEqualTo("ONBOARDED");
        assertThat(site.api().json("/v1.0/vims").get("vims")).hasSize(1);
        site.api().create(RegistryPackage.VNFD_ID);
    }

    private Socket halfAnUpload() throws IOException {
        URI url = URI.create(site.server().url());
        var socket = new Socket(url.getHost(), url.getPort());
        byte[] content = Files.readAllBytes(csar);
        String head = "PUT " + PACKAGES + id + "/package_content HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nX-Auth-Token: " + site.token() + "\r\nContent-Type: application/zip\r\nContent-Length: "
                + content.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(content, 0, content.length / 2);
        socket.getOutputStream().flush();
        return socket;
    }

    private String state() {
        return site.api().json(PACKAGES + id).get("onboardingState").stringValue();
    }

    private JsonNode settled() {
        return Poll.until(
                LIMIT,
                () -> site.api().json(PACKAGES + id),
                p -> !Set.of("UPLOADING", "PROCESSING")
                        .contains(p.get("onboardingState").stringValue()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(site.serverData().resolve("packages"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The PostgreSQL processes that serve this server's data. */
    private List<Long> databases() {
        String data = site.serverData().toString();
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").matches(".*/postgres .*" + data + ".*"))
                .map(ProcessHandle::pid)
                .toList();
    }
}
