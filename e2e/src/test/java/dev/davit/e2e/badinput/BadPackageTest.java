package dev.davit.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.RegistryPackage;
import dev.davit.e2e.harness.Site;
import dev.davit.vnfpackage.build.CsarWriter;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Packages that cannot be onboarded: what is wrong is said by file and line, nothing stays, and a better upload is taken. */
class BadPackageTest {
    @AutoClose
    private static Site site;

    private static Api api;
    private static Uploads uploads;

    @BeforeAll
    static void start() throws IOException {
        site = Site.withoutGuests();
        site.registerVim();
        api = site.api();
        uploads = new Uploads(api);
    }

    @Test
    void whatIsNoZip() throws IOException {
        assertThat(refusal(Files.writeString(site.folder().resolve("text.zip"), "no zip, only text")))
                .contains("zip");
    }

    @Test
    void aFileWhoseHashIsNotTheStatedOne() throws IOException {
        Path file = site.folder().resolve("tampered.zip");
        RegistryPackage.writer().write(file);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.writeString(zip.getPath("Scripts/private_registry_mgmt.py"), "print('another one')");
        }
        assertThat(refusal(file)).contains("Scripts/private_registry_mgmt.py").contains("SHA-256");
    }

    @Test
    void anImageThatIsNotThere() throws IOException {
        CsarWriter writer = RegistryPackage.edited(
                RegistryPackage.FLAVOUR_FILE, text -> text.replace("cloudimg-amd64.img", "cloudimg-other.img"));
        assertThat(refusal(writer))
                .contains(RegistryPackage.FLAVOUR_FILE)
                .containsPattern("line \\d+|:\\d+")
                .contains("cloudimg-other.img");
    }

    @Test
    void anImportThatIsNotThere() throws IOException {
        CsarWriter writer = RegistryPackage.edited(
                RegistryPackage.FLAVOUR_FILE,
                text -> text.replace("- sample_vnfd_types.yaml", "- missing_vnfd_types.yaml"));
        assertThat(refusal(writer))
                .contains(RegistryPackage.FLAVOUR_FILE)
                .containsPattern("line \\d+|:\\d+")
                .contains("missing_vnfd_types.yaml");
    }

    @Test
    void aBetterUploadIsTakenAfterwards() throws IOException {
        String id = uploads.create();
        uploads.refused(id, Files.writeString(site.folder().resolve("first.zip"), "PK but no zip"));
        Path good = site.folder().resolve("good.zip");
        RegistryPackage.writer().write(good);
        JsonNode shown = uploads.upload(id, good);
        assertThat(shown.get("onboardingState").stringValue()).isEqualTo("ONBOARDED");
        assertThat(shown.has("onboardingFailureDetails")).isFalse();
        Api.expect(api.patch(Uploads.PACKAGES + "/" + id, "{\"operationalState\": \"DISABLED\"}"), 200);
        Api.expect(api.delete(Uploads.PACKAGES + "/" + id), 204);
    }

    private static String refusal(CsarWriter writer) throws IOException {
        Path file = Files.createTempFile(site.folder(), "bad", ".zip");
        writer.write(file);
        return refusal(file);
    }

    /** The reason why an upload was refused; nothing of it is left. */
    private static String refusal(Path file) throws IOException {
        String id = uploads.create();
        String details = uploads.refused(id, file);
        assertThat(filesOf(id)).isEmpty();
        assertThat(site.content().images()).noneMatch(name -> name.startsWith("ubuntu-20.04"));
        Api.expect(api.delete(Uploads.PACKAGES + "/" + id), 204);
        Api.expect(api.get(Uploads.PACKAGES + "/" + id), 404);
        return details;
    }

    private static List<Path> filesOf(String packageId) throws IOException {
        try (Stream<Path> files = Files.walk(site.serverData().resolve("packages"))) {
            return files.filter(file -> file.toString().contains(packageId) && Files.isRegularFile(file))
                    .toList();
        }
    }
}
