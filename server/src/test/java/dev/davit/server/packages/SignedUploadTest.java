package dev.davit.server.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import dev.davit.vnfpackage.signature.PackageSigner;
import dev.davit.vnfpackage.signature.SignaturePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Packages that are signed, onboarded by a server that trusts one signer and takes no unsigned ones. */
class SignedUploadTest {
    private static final String ALL = "/vnfpkgm/v1/vnf_packages/";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        makeSigner("vendor");
        makeSigner("stranger");
        Files.copy(folder.resolve("vendor.pem"), trusted.resolve("vendor.pem"));
        server = TestServer.start(options -> options.withPackageLimits(
                PackageLimits.DEFAULT.withSignatures(new SignaturePolicy(Optional.of(trusted), true))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void makeSigner(String name) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=" + name,
                        "-days",
                        "2",
                        "-keyout",
                        name + ".key",
                        "-out",
                        name + ".pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
    }

    private JsonNode onboardSignedBy(String name) throws Exception {
        Path zip = folder.resolve("signed.zip");
        PackageSigner.of(folder.resolve(name + ".key"), folder.resolve(name + ".pem"))
                .sign(SamplePackage.in(folder), "sample", zip);
        return server.onboard(zip);
    }

    private long filesOfPackages() throws IOException {
        try (Stream<Path> files = Files.list(server.dataDir().resolve("packages"))) {
            return files.count();
        }
    }

    @Test
    void aTrustedSignersPackageIsOnboardedAndItsFilesAreThere() throws Exception {
        JsonNode onboarded = onboardSignedBy("vendor");

        assertThat(onboarded.path("onboardingState").stringValue())
                .as(onboarded.toString())
                .isEqualTo("ONBOARDED");
        String id = onboarded.path("id").stringValue();
        assertThat(server.get(ALL + id + "/artifacts/" + SamplePackage.SCRIPT).text())
                .contains("management driver");
        assertThat(server.get(ALL + id + "/package_content").bytes())
                .isEqualTo(Files.readAllBytes(folder.resolve("signed.zip")));
    }

    @Test
    void aStrangersPackageIsRefusedAndLeavesNoFile() throws Exception {
        JsonNode refused = onboardSignedBy("stranger");

        assertThat(refused.path("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(refused.toString()).contains("sample.cms").contains("CN=stranger is not trusted");
        assertThat(filesOfPackages()).isZero();
    }

    @Test
    void anUnsignedPackageIsRefused() throws Exception {
        JsonNode refused = server.onboard(SamplePackage.in(folder));

        assertThat(refused.toString()).contains("the package is not signed");
    }

    @Test
    void aDeletedPackageLeavesNoFile() throws Exception {
        String id = onboardSignedBy("vendor").path("id").stringValue();
        server.patch(ALL + id, "{\"operationalState\": \"DISABLED\"}");

        assertThat(server.delete(ALL + id).status()).isEqualTo(204);
        assertThat(filesOfPackages()).isZero();
    }

    @Test
    void aRestartKeepsTheUnwrappedCsar() throws Exception {
        String id = onboardSignedBy("vendor").path("id").stringValue();

        server.restart(() -> {});

        assertThat(server.get(ALL + id + "/vnfd").status()).isEqualTo(200);
        assertThat(filesOfPackages()).isEqualTo(2);
    }
}
