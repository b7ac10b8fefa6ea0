package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Guest;
import dev.davit.e2e.harness.RegistryClient;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.RegistryRequest;
import dev.davit.e2e.harness.Site;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Operations on real machines that fail: the occurrence says what to do, {@code retry} goes on once it is done, and
 * {@code rollback} leaves nothing.
 */
class FailedOperationTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String INSTANCES = "/vnflcm/v1/vnf_instances/";
    private static final String OCCURRENCES = "/vnflcm/v1/vnf_lcm_op_occs/";
    private static final String NO_IMAGE = "Files/images/no-image.tar";
    private static final String SHELL = "x'\"; touch /tmp/owned; $(touch /tmp/owned) `touch /tmp/owned` | & > < * #";

    private static Site site;
    private static Api api;
    private static String network;

    private String vnf;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> missing = DockerRequired.missingEngine();
        assumeTrue(missing.isEmpty(), missing::get);
        site = Site.withGuests("--vm-wait-seconds", "20");
        site.registerVim();
        api = site.api();
        Path csar = site.folder().resolve("sample.zip");
        Path image = RegistryPackage.image(site.folder());
        RegistryPackage.with(RegistryPackage.writer(), NO_IMAGE, "a text instead of an image")
                .add(new PackagePath(RegistryPackage.IMAGE_PATH), new Content.OfFile(image))
                .write(csar);
        api.onboard(csar);
        network = site.networkId("net0");
    }

    @AfterAll
    static void stop() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void create() {
        vnf = api.create(RegistryPackage.VNFD_ID);
    }

    @AfterEach
    void nothingIsLeft() {
        endWhatFailed();
        Api.expect(api.delete(INSTANCES + vnf), 204);
        assertThat(site.content().stacks()).isEmpty();
        assertThat(site.content().servers()).isEmpty();
        assertThat(site.content().ports()).isEmpty();
    }

    /** One machine with one trouble after the other, each of which ends with what the error told to do. */
    @Test
    void retryGoesOnWhenTheCauseIsGone() throws Exception {
        String operation = api.start(
                vnf, "instantiate", request().driver("ssh_password", "hunter2").json());
        JsonNode error = failure(operation);
        assertThat(error.get("detail").stringValue())
                .contains("'ubuntu'")
                .contains("refused")
                .contains("password")
                .doesNotContain("hunter2");
        assertThat(api.json(OCCURRENCES + operation).toString()).doesNotContain("hunter2");

        Guest guest = new Guest(site.content().servers().getFirst());
        guest.run("echo ubuntu:hunter2 | chpasswd; systemctl stop ssh.socket ssh || systemctl stop ssh");
        retry(operation);
        assertThat(failure(operation).get("detail").stringValue())
                .contains("no SSH server answers")
                .contains("port 22");

        guest.run("systemctl stop docker.socket docker; mount -t tmpfs -o size=40m tmpfs /var/lib/docker;"
                + " systemctl reset-failed; systemctl start docker; systemctl start ssh");
        retry(operation);
        assertThat(failure(operation).get("detail").stringValue())
                .contains("not enough disk space")
                .contains("/var/lib/docker");

        guest.run(
                "systemctl stop docker.socket docker; mount -o remount,size=2g /var/lib/docker;"
                        + " mount -t tmpfs -o size=4m tmpfs /var/lib/docker/overlay2; systemctl reset-failed; systemctl start docker");
        retry(operation);
        assertThat(failure(operation).get("detail").stringValue())
                .contains("disk of the VM is full")
                .contains("larger disk");
        assertThat(guest.run("docker images -q; docker ps -aq; ls /tmp")).isEmpty();

        guest.run(
                "systemctl stop docker.socket docker; umount /var/lib/docker/overlay2 || true; systemctl reset-failed; systemctl start docker");
        retry(operation);
        api.complete(operation, LIMIT);
        assertThat(site.content().servers()).hasSize(1);
        RegistryClient.pushAndPull(address(), 5000);

        api.complete(api.start(vnf, "terminate", "{\"terminationType\": \"FORCEFUL\"}"), LIMIT);
    }

    @Test
    void rollbackRemovesWhatAFileThatIsNoImageHasLeft() {
        String operation = api.start(
                vnf, "instantiate", request().driver("image_path", NO_IMAGE).json());
        assertThat(failure(operation).get("detail").stringValue())
                .contains(NO_IMAGE)
                .contains("docker save");

        rollBack(operation);
        assertThat(api.json(INSTANCES + vnf).get("instantiationState").stringValue())
                .isEqualTo("NOT_INSTANTIATED");
        assertThat(api.json(INSTANCES + vnf).has("instantiatedVnfInfo")).isFalse();
    }

    @Test
    void shellCharactersInTheLoginAreText() {
        String operation = api.start(
                vnf,
                "instantiate",
                request()
                        .driver("ssh_username", SHELL)
                        .driver("ssh_password", SHELL)
                        .json());
        assertThat(failure(operation).get("detail").stringValue()).contains("refused");
        var guest = new Guest(site.content().servers().getFirst());
        assertThat(guest.run("ls /tmp")).doesNotContain("owned");
        assertThat(Path.of("/tmp/owned")).doesNotExist();
        rollBack(operation);
    }

    /** So that a test that fails half-way does not make the others fail too. */
    private void endWhatFailed() {
        for (JsonNode occurrence : api.json("/vnflcm/v1/vnf_lcm_op_occs")) {
            if (occurrence.get("operationState").stringValue().equals("FAILED_TEMP")) {
                rollBack(occurrence.get("id").stringValue());
            }
        }
    }

    private static RegistryRequest request() {
        return new RegistryRequest(network);
    }

    /** The error of an operation that has failed for the time being. */
    private static JsonNode failure(String operation) {
        JsonNode occurrence = api.await(operation, LIMIT);
        assertThat(occurrence.get("operationState").stringValue())
                .as(occurrence.toPrettyString())
                .isEqualTo("FAILED_TEMP");
        assertThat(occurrence.at("/_links").propertyNames()).containsAll(List.of("retry", "rollback", "fail"));
        return occurrence.get("error");
    }

    private static void retry(String operation) {
        Api.expect(api.post(OCCURRENCES + operation + "/retry"), 202);
    }

    private static void rollBack(String operation) {
        Api.expect(api.post(OCCURRENCES + operation + "/rollback"), 202);
        assertThat(api.await(operation, LIMIT).get("operationState").stringValue())
                .isEqualTo("ROLLED_BACK");
    }

    private String address() {
        return Api.address(api.vnfc(vnf));
    }
}
