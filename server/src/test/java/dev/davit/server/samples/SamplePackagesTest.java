package dev.davit.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.signature.PackageSigner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sample packages two-vdus and base-hot from onboarding to the end, on a lab cloud without guests. */
@Timeout(120)
class SamplePackagesTest {
    private static final String SCRIPT = """
            "lcm-operation-user-data": "./UserData/base_hot_user_data.py",
            "lcm-operation-user-data-class": "BaseHotUserData"
            """;

    @TempDir
    Path folder;

    private SampleSite site;

    @BeforeEach
    void start() throws Exception {
        site = new SampleSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String twoVdus(String flavour) {
        return "{\"flavourId\": \"%s\", \"extVirtualLinks\": [%s]}"
                .formatted(flavour, site.link("net0", "front_external"));
    }

    private String baseHot(String level, String additionalParams) {
        return """
                {"flavourId": "simple", "instantiationLevelId": "%s", "extVirtualLinks": [%s, %s],
                 "additionalParams": {%s}}""".formatted(level, site.link("net0", "front_CP1"), site.link("net1", "worker_CP2"), additionalParams);
    }

    private static String scale(String type, String aspect, int steps) {
        return "{\"type\": \"%s\", \"aspectId\": \"%s\", \"numberOfSteps\": %d}".formatted(type, aspect, steps);
    }

    private void healKeepsTheIdAndReplacesTheServer(String vdu) {
        JsonNode before = site.vnfcs(vdu).getFirst();
        String vnfc = before.path("id").stringValue();
        site.operate("heal", "{\"vnfcInstanceId\": [\"%s\"]}".formatted(vnfc));
        JsonNode after = site.vnfcs(vdu).stream()
                .filter(v -> v.path("id").stringValue().equals(vnfc))
                .findFirst()
                .orElseThrow();
        assertThat(after.at("/computeResource/resourceId")).isNotEqualTo(before.at("/computeResource/resourceId"));
    }

    @Test
    void twoVdusWithVolumeAndInternalNetwork() throws Exception {
        site.create(SampleSite.build("two-vdus", folder));
        site.operate("instantiate", twoVdus("simple"));
        assertThat(site.vdus()).containsExactly("front", "worker");
        assertThat(site.shown().at("/instantiatedVnfInfo/virtualStorageResourceInfo"))
                .hasSize(1);
        assertThat(site.shown()
                        .at("/instantiatedVnfInfo/vnfVirtualLinkResourceInfo")
                        .valueStream())
                .filteredOn(
                        link -> link.path("vnfVirtualLinkDescId").asString("").equals("internal"))
                .singleElement()
                .satisfies(link -> assertThat(link.path("vnfLinkPorts")).hasSize(2));

        site.operate("scale", scale("SCALE_OUT", "workers", 2));
        assertThat(site.vdus()).containsExactly("front", "worker", "worker", "worker");
        healKeepsTheIdAndReplacesTheServer("front");
        healKeepsTheIdAndReplacesTheServer("worker");
        site.operate("scale", scale("SCALE_IN", "workers", 1));
        assertThat(site.vdus()).containsExactly("front", "worker", "worker");
        site.operate("heal", "{}");
        assertThat(site.vdus()).containsExactly("front", "worker", "worker");
        site.removeAll();
    }

    @Test
    void twoVdusOnACloudWithoutBlockStorage() throws Exception {
        site.create(SampleSite.build("two-vdus", folder));
        site.operate("instantiate", twoVdus("diskless"));

        assertThat(site.shown().at("/instantiatedVnfInfo/virtualStorageResourceInfo"))
                .isEmpty();
        site.removeAll();
    }

    @Test
    void aBaseHotWithItsUserDataScript() throws Exception {
        site.create(SampleSite.build("base-hot", folder));
        site.operate("instantiate", baseHot("large", SCRIPT + ", \"greeting\": \"hi\""));
        assertThat(site.vdus()).containsExactly("front", "worker", "worker");

        site.operate("scale", scale("SCALE_OUT", "workers", 1));
        assertThat(site.vdus()).containsExactly("front", "worker", "worker", "worker");
        healKeepsTheIdAndReplacesTheServer("worker");
        site.operate("scale", scale("SCALE_IN", "workers", 2));
        assertThat(site.vdus()).containsExactly("front", "worker");
        site.operate("heal", "{}");
        assertThat(site.vdus()).containsExactly("front", "worker");
        site.removeAll();
    }

    @Test
    void aBaseHotWithoutScriptGetsWhatTheStockClassMakes() throws Exception {
        site.create(SampleSite.build("base-hot", folder));
        site.operate("instantiate", baseHot("large", ""));

        assertThat(site.vdus()).containsExactly("front", "worker", "worker");
        site.removeAll();
    }

    @Test
    void aSignedPackageIsDeployedAsAnyOther() throws Exception {
        Path csar = SampleSite.build("base-hot", folder);
        Process openssl = new ProcessBuilder(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=vendor",
                        "-days",
                        "2",
                        "-keyout",
                        "vendor.key",
                        "-out",
                        "vendor.pem"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        Path signed = folder.resolve("signed.zip");
        PackageSigner.of(folder.resolve("vendor.key"), folder.resolve("vendor.pem"))
                .sign(csar, "base-hot", signed);

        site.create(signed);
        site.operate("instantiate", baseHot("small", SCRIPT));

        assertThat(site.vdus()).containsExactly("front", "worker");
        site.removeAll();
    }

    @Test
    void aScriptThatIsNotInThePackageIsRefusedAtOnce() throws Exception {
        site.create(SampleSite.build("base-hot", folder));

        var refused = site.request("instantiate", baseHot("small", SCRIPT.replace("base_hot_user_data", "none")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.detail())
                .isEqualTo("additionalParams.lcm-operation-user-data: the VNF package has no file 'UserData/none.py'");
    }

    @Test
    void aWrongClassNameFailsTheOperationWithTheNamesThereAre() throws Exception {
        site.create(SampleSite.build("base-hot", folder));

        JsonNode occurrence = site.settled(
                site.request("instantiate", baseHot("small", SCRIPT.replace("BaseHotUserData", "Unknown"))));

        assertThat(occurrence.path("operationState").stringValue()).isEqualTo("FAILED_TEMP");
        assertThat(occurrence.at("/error/detail").stringValue())
                .contains("UserData/base_hot_user_data.py has no class 'Unknown'; it has: BaseHotUserData");
    }
}
