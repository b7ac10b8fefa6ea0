package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.Poll;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.vnfpackage.build.CsarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Uploads of somebody who means harm: refused or given up, and the server answers others as before. */
class HostileUploadTest {
    @AutoClose
    private static SampleSite sample;

    private static Api api;
    private static Uploads uploads;

    @BeforeAll
    static void start() throws IOException {
        sample = SampleSite.start();
        api = sample.api();
        uploads = new Uploads(api);
    }

    @AfterEach
    void theServerIsWell() {
        sample.assertWell();
    }

    @Test
    void uploadsThatNeverEnd() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int n = 0; n < 100; n++) {
                String id = uploads.create();
                URI url = URI.create(sample.site().server().url());
                var socket = new Socket(url.getHost(), url.getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("PUT " + Uploads.PACKAGES + "/" + id
                                        + "/package_content HTTP/1.1\r\nHost: x\r\nX-Auth-Token: "
                                        + sample.site().token()
                                        + "\r\nContent-Type: application/zip\r\nContent-Length: 1000000\r\n\r\nPK")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            long begin = System.nanoTime();
            assertThat(api.json("/vnflcm/v1/vnf_instances")).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Poll.until(
                Duration.ofMinutes(1),
                () -> api.get(Uploads.PACKAGES + "?filter=(eq,onboardingState,UPLOADING)")
                        .body(),
                "[]"::equals);
        for (JsonNode pack : api.json(Uploads.PACKAGES + "?filter=(eq,onboardingState,CREATED)&all_records=yes")) {
            api.delete(Uploads.PACKAGES + "/" + pack.get("id").stringValue());
        }
    }

    @Test
    void aZipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("TOSCA-Metadata/TOSCA.meta"));
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 300; n++) {
                zip.write(zeros);
            }
        }
        assertThat(uploads.refused(Files.write(sample.site().folder().resolve("bomb.zip"), bytes.toByteArray())))
                .contains("TOSCA-Metadata/TOSCA.meta");
    }

    @Test
    void aYamlBomb() throws IOException {
        var bomb = new StringBuilder("\nlol0: &lol0 [x, x, x, x, x, x, x, x, x]\n");
        for (int n = 1; n < 12; n++) {
            bomb.append("lol%d: &lol%d [%s]\n"
                    .formatted(n, n, "*lol%d, ".formatted(n - 1).repeat(9)));
        }
        CsarWriter writer = RegistryPackage.edited(RegistryPackage.FLAVOUR_FILE, text -> text + bomb);
        Path file = sample.site().folder().resolve("yaml-bomb.zip");
        writer.write(file);
        assertThat(uploads.refused(file)).contains(RegistryPackage.FLAVOUR_FILE).contains("alias");
    }
}
