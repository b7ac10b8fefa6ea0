package dev.davit.server.rest.vnfpkgm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.server.SamplePackage;
import dev.davit.server.TestServer;
import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.csar.PackagePath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PackageApiTest {
    private static final String ALL = "/vnfpkgm/v1/vnf_packages";

    @TempDir
    Path folder;

    private TestServer server;
    private Path sample;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        sample = SamplePackage.in(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String onboarded() throws Exception {
        JsonNode onboarded = server.onboard(sample);
        assertThat(onboarded.get("onboardingState").stringValue())
                .as(onboarded.toString())
                .isEqualTo("ONBOARDED");
        return onboarded.get("id").stringValue();
    }

    @Test
    void aNewPackageIsCreatedAndDisabled() {
        var created = server.post(ALL, "{\"userDefinedData\":{\"key\":\"value\"}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo(ALL + "/" + created.json().get("id").stringValue());
        assertThat(created.json().get("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(created.json().get("operationalState").stringValue()).isEqualTo("DISABLED");
        assertThat(created.json().get("usageState").stringValue()).isEqualTo("NOT_IN_USE");
        assertThat(created.json().at("/userDefinedData/key").stringValue()).isEqualTo("value");
    }

    @Test
    void anUploadedPackageBecomesOnboardedAndShowsItsProduct() throws Exception {
        JsonNode shown = server.get(ALL + "/" + onboarded()).json();
        assertThat(shown.get("operationalState").stringValue()).isEqualTo("ENABLED");
        assertThat(shown.get("vnfdId").stringValue()).isEqualTo(SamplePackage.VNFD_ID);
        assertThat(shown.get("vnfProductName").stringValue()).isEqualTo("Sample Private registry VNF");
        assertThat(shown.at("/softwareImages/0/imagePath").stringValue()).isEqualTo(SamplePackage.IMAGE);
        assertThat(shown.get("additionalArtifacts").toString()).contains(SamplePackage.SCRIPT);
    }

    @Test
    void theChecksumIsThatOfTheWholeFile() throws Exception {
        JsonNode shown = server.get(ALL + "/" + onboarded()).json();
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sample)));
        assertThat(shown.at("/checksum/algorithm").stringValue()).isEqualTo("sha-256");
        assertThat(shown.at("/checksum/hash").stringValue()).isEqualTo(expected);
    }

    @Test
    void theContentComesBackAsItWasSent() throws Exception {
        var content = server.get(ALL + "/" + onboarded() + "/package_content");
        assertThat(content.header("Content-Type")).isEqualTo("application/zip");
        assertThat(content.bytes()).isEqualTo(Files.readAllBytes(sample));
    }

    @Test
    void aRangeOfTheContentComesWithItsPlace() throws Exception {
        var content = server.send(
                server.request(ALL + "/" + onboarded() + "/package_content").header("Range", "bytes=2-5"));
        byte[] whole = Files.readAllBytes(sample);
        assertThat(content.status()).isEqualTo(206);
        assertThat(content.header("Content-Range")).isEqualTo("bytes 2-5/" + whole.length);
        assertThat(content.bytes()).isEqualTo(java.util.Arrays.copyOfRange(whole, 2, 6));
    }

    @Test
    void aRangeBeyondTheEndIsNotSatisfiable() throws Exception {
        var content = server.send(server.request(ALL + "/" + onboarded() + "/package_content")
                .header("Range", "bytes=0-" + Files.size(sample)));
        assertThat(content.status()).isEqualTo(416);
    }

    @Test
    void severalRangesAreRefused() throws Exception {
        var content = server.send(
                server.request(ALL + "/" + onboarded() + "/package_content").header("Range", "bytes=0-1,4-5"));
        assertThat(content.status()).isEqualTo(400);
    }

    @Test
    void anArtifactCanBeRead() throws Exception {
        var artifact = server.get(ALL + "/" + onboarded() + "/artifacts/" + SamplePackage.SCRIPT);
        assertThat(artifact.status()).isEqualTo(200);
        assertThat(artifact.text())
                .isEqualTo(Files.readString(Path.of("../vnf-packages/private-registry", SamplePackage.SCRIPT)));
        assertThat(artifact.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void artifactPathsCannotLeaveThePackage() throws Exception {
        String id = onboarded();
        assertThat(server.get(ALL + "/" + id + "/artifacts/..%2f..%2fsecret.key")
                        .status())
                .isEqualTo(400);
        assertThat(server.get(ALL + "/" + id + "/artifacts/Scripts/other.py").status())
                .isEqualTo(404);
    }

    @Test
    void theVnfdComesAsZipWhenItHasSeveralFiles() throws Exception {
        String id = onboarded();
        var zip = server.send(server.request(ALL + "/" + id + "/vnfd").header("Accept", "text/plain, application/zip"));
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("TOSCA-Metadata/TOSCA.meta");
        }
        var text = server.send(server.request(ALL + "/" + id + "/vnfd").header("Accept", "text/plain"));
        assertThat(text.status()).isEqualTo(400);
        var json = server.send(server.request(ALL + "/" + id + "/vnfd").header("Accept", "application/json"));
        assertThat(json.status()).isEqualTo(406);
    }

    @Test
    void contentIsAcceptedOnce() throws Exception {
        var again = server.upload(onboarded(), sample);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.detail()).contains("CREATED only");
    }

    @Test
    void whatIsNoZipGoesBackToCreatedAndSaysWhy() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "this is no zip");
        JsonNode failed = server.onboard(text);
        assertThat(failed.get("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(failed.at("/onboardingFailureDetails/detail").stringValue()).contains("zip");
        assertThat(server.dataDir().resolve("packages")).isEmptyDirectory();
    }

    @Test
    void aBrokenDescriptorIsToldByFileAndLine() throws Exception {
        Path broken = folder.resolve("broken.zip");
        var file = new PackagePath("Definitions/sample_vnfd_df_simple.yaml");
        String yaml = Files.readString(Path.of("../vnf-packages/private-registry", file.value()));
        SamplePackage.writer()
                .add(
                        file,
                        new Content.OfBytes(yaml.replace("tosca.nodes.nfv.VduCp", "tosca.nodes.nfv.NoSuchType")
                                .getBytes(StandardCharsets.UTF_8)))
                .write(broken);
        JsonNode failed = server.onboard(broken);
        assertThat(failed.get("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(failed.at("/onboardingFailureDetails/invalidParams/0/param").stringValue())
                .matches(file + ":\\d+");
    }

    @Test
    void aFailedPackageCanBeUploadedAgain() throws Exception {
        JsonNode failed = server.onboard(Files.writeString(folder.resolve("text.zip"), "this is no zip"));
        String id = failed.get("id").stringValue();
        assertThat(server.upload(id, sample).status()).isEqualTo(202);
        JsonNode onboarded = server.settled(id);
        assertThat(onboarded.get("onboardingState").stringValue()).isEqualTo("ONBOARDED");
        assertThat(onboarded.has("onboardingFailureDetails")).isFalse();
    }

    @Test
    void aVnfdIdCanBeOnboardedOnceInAProject() throws Exception {
        onboarded();
        JsonNode second = server.onboard(sample);
        assertThat(second.get("onboardingState").stringValue()).isEqualTo("CREATED");
        assertThat(second.at("/onboardingFailureDetails/detail").stringValue()).contains(SamplePackage.VNFD_ID);
    }

    @Test
    void anEnabledPackageIsNotDeleted() throws Exception {
        String id = onboarded();
        var refused = server.delete(ALL + "/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("DISABLED");
    }

    @Test
    void aDisabledPackageIsDeletedWithItsFile() throws Exception {
        String id = onboarded();
        var patched = server.patch(ALL + "/" + id, "{\"operationalState\":\"DISABLED\"}");
        assertThat(patched.text()).isEqualTo("{\"operationalState\":\"DISABLED\"}");
        assertThat(server.delete(ALL + "/" + id).status()).isEqualTo(204);
        assertThat(server.get(ALL + "/" + id).status()).isEqualTo(404);
        assertThat(server.dataDir().resolve("packages")).isEmptyDirectory();
    }

    @Test
    void theSameOperationalStateAgainIsAConflict() throws Exception {
        assertThat(server.patch(ALL + "/" + onboarded(), "{\"operationalState\":\"ENABLED\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void userDefinedDataIsMergedKeyByKey() {
        String id = server.post(ALL, "{\"userDefinedData\":{\"a\":\"1\",\"b\":\"2\"}}")
                .json()
                .get("id")
                .stringValue();
        var patched = server.patch(ALL + "/" + id, "{\"userDefinedData\":{\"b\":\"3\",\"a\":\"1\"}}");
        assertThat(patched.text()).isEqualTo("{\"userDefinedData\":{\"b\":\"3\"}}");
        assertThat(server.get(ALL + "/" + id).json().get("userDefinedData").toString())
                .isEqualTo("{\"a\":\"1\",\"b\":\"3\"}");
        assertThat(server.patch(ALL + "/" + id, "{\"userDefinedData\":{\"a\":\"1\"}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void listsShowSimpleAttributesUnlessAskedForMore() throws Exception {
        onboarded();
        JsonNode plain = server.get(ALL).json().get(0);
        assertThat(plain.has("checksum")).isFalse();
        assertThat(plain.get("vnfdId").stringValue()).isEqualTo(SamplePackage.VNFD_ID);
        assertThat(server.get(ALL + "?all_fields").json().get(0).has("softwareImages"))
                .isTrue();
        JsonNode some = server.get(ALL + "?fields=softwareImages/name").json().get(0);
        assertThat(some.at("/softwareImages/0").propertyNames()).containsExactly("name");
    }

    @Test
    void listsCanBeFiltered() throws Exception {
        onboarded();
        server.createPackage();
        assertThat(server.get(ALL).json()).hasSize(2);
        assertThat(server.get(ALL + "?filter=(eq,onboardingState,CREATED)").json())
                .hasSize(1);
        assertThat(server.get(ALL + "?filter=(gt,softwareImages/size,0);(eq,usageState,NOT_IN_USE)")
                        .json())
                .hasSize(1);
        assertThat(server.get(ALL + "?filter=(eq,onboardingState,BOILED)").status())
                .isEqualTo(400);
    }
}
