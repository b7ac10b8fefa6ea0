package dev.davit.cli;

import static dev.davit.cli.Run.davit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCommandsTest {
    private static final String ID = "5a3e1c2b-0000-4000-8000-000000000001";
    private static final String PACKAGES = "/vnfpkgm/v1/vnf_packages";
    private static final String ONE = PACKAGES + "/" + ID;

    private FakeServer server;

    @TempDir
    private Path folder;

    private Path csar;

    @BeforeEach
    void start() throws IOException {
        csar = Files.writeString(folder.resolve("a package.csar"), "the bytes");
        server = new FakeServer()
                .on("POST " + PACKAGES, 201, "{\"id\":\"" + ID + "\",\"onboardingState\":\"CREATED\"}")
                .on("PUT " + ONE + "/package_content", 202, "")
                .on("DELETE " + ONE, 204, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadWaitsUntilItIsOnboarded() {
        server.on("GET " + ONE, 200, "{\"id\":\"" + ID + "\",\"onboardingState\":\"PROCESSING\"}")
                .on(
                        "GET " + ONE,
                        200,
                        "{\"id\":\"" + ID
                                + "\",\"onboardingState\":\"ONBOARDED\",\"vnfProductName\":\"Private registry\",\"vnfdVersion\":\"1.0\",\"vnfdId\":\"d\"}");
        Run run = davit(server, "package", "upload", csar.toString());
        assertThat(run.out()).isEqualTo("✓ Private registry 1.0 onboarded, package " + ID + ", VNFD d\n");
        assertThat(server.request("PUT " + ONE + "/package_content").body()).isEqualTo("the bytes");
    }

    @Test
    void whatIsWrongWithAPackageIsListedByFileAndLine() {
        server.on("GET " + ONE, 200, """
                {"id":"%s","onboardingState":"CREATED","onboardingFailureDetails":{"title":"Invalid package","status":400,
                 "detail":"The package has 2 problems","invalidParams":[
                  {"param":"Definitions/top.yaml:12","reason":"imports missing.yaml, which is not in the package"},
                  {"param":"TOSCA-Metadata/TOSCA.meta:3","reason":"SHA-256 does not match"}]}}
                """.formatted(ID));
        Run run = davit(server, "package", "upload", csar.toString());
        assertThat(run.status()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).isEqualTo("""
                        Error: The package has 2 problems (Invalid package 400)
                          Definitions/top.yaml:12: imports missing.yaml, which is not in the package
                          TOSCA-Metadata/TOSCA.meta:3: SHA-256 does not match
                        """);
    }

    @Test
    void aPackageThatCannotBeOnboardedIsNotLeftBehind() {
        server.on("GET " + ONE, 200, "{\"id\":\"" + ID + "\",\"onboardingState\":\"CREATED\"}");
        davit(server, "package", "upload", csar.toString());
        assertThat(server.requests()).extracting(FakeServer.Request::key).endsWith("DELETE " + ONE);
    }

    @Test
    void deleteOfAnEnabledPackageSaysWhatToDo() throws IOException {
        try (FakeServer strict = new FakeServer()) {
            strict.on("GET " + PACKAGES, 200, "[{\"id\":\"" + ID + "\"}]")
                    .on(
                            "DELETE " + ONE,
                            409,
                            "{\"title\":\"Conflict\",\"status\":409,\"detail\":\"The package is ENABLED.\"}");
            Run run = davit(strict, "package", "delete", ID);
            assertThat(run.status()).isEqualTo(ExitCode.CONFLICT);
            assertThat(run.err()).contains("The package is ENABLED.", "--force disables it first");
        }
    }

    @Test
    void downloadWritesTheWholeFile() throws IOException {
        server.on("GET " + PACKAGES, 200, "[]")
                .on("GET " + ONE + "/package_content", 200, Map.of("Content-Type", "application/zip"), "zip bytes");
        Path target = folder.resolve("back.csar");
        assertThat(davit(server, "package", "download", ID, "-o", target.toString())
                        .status())
                .isEqualTo(ExitCode.OK);
        assertThat(target).hasContent("zip bytes");
    }

    @Test
    void aFailedDownloadLeavesNoFile() throws IOException {
        server.on("GET " + PACKAGES, 200, "[]");
        assertThat(davit(
                                server,
                                "package",
                                "download",
                                ID,
                                "-o",
                                folder.resolve("back.csar").toString())
                        .status())
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(folder).isDirectoryNotContaining("glob:**back*");
    }
}
