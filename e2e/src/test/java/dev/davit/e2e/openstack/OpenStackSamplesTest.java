package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.StockClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The sample packages that use what real packages use, from onboarding to the end, on both clouds. */
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
class OpenStackSamplesTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String SCRIPT = """
            "lcm-operation-user-data": "./UserData/base_hot_user_data.py", "lcm-operation-user-data-class": "BaseHotUserData\"""";

    @Parameter
    String cloudName;

    private CloudSite site;
    private Api api;
    private String vnf;

    static List<String> clouds() {
        return CloudSite.clouds().toList();
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(StockClient.EXECUTABLE), "the stock client is not installed");
        site = new CloudSite(cloudName);
        api = site.api();
        var rc = site.openrc();
        api.registerVim(
                "VIM0",
                rc.value("OS_AUTH_URL", ""),
                rc.value("OS_USERNAME", ""),
                rc.value("OS_PASSWORD", ""),
                rc.value("OS_PROJECT_NAME", ""));
    }

    @AfterEach
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void twoVdusWithVolumeNetworkAndScaling() throws Exception {
        boolean volumes = site.cloud().run("volume", "list").status() == 0;
        deploy(SamplePackage.build(
                "two-vdus",
                site.folder().resolve("two-vdus.zip"),
                "--placeholder-image",
                "Files/images/two-vdus-disk.qcow2"));
        operate("instantiate", """
                {"flavourId": "%s", "extVirtualLinks": [%s]}""".formatted(
                        volumes ? "simple" : "diskless", link("DAVIT_TEST_NETWORK", "net0", "front_external")));
        assertThat(vdus()).containsExactly("front", "worker");
        assertThat(info().path("virtualStorageResourceInfo")).hasSize(volumes ? 1 : 0);

        operate("scale", scale("SCALE_OUT", "workers", 2));
        assertThat(vdus()).containsExactly("front", "worker", "worker", "worker");
        healOf("front");
        healOf("worker");
        operate("scale", scale("SCALE_IN", "workers", 1));
        assertThat(vdus()).containsExactly("front", "worker", "worker");
        operate("heal", "{}");
        assertThat(vdus()).containsExactly("front", "worker", "worker");
        removeAll();
    }

    @Test
    void aBaseHotWithItsUserDataScript() throws Exception {
        deploy(baseHot());
        instantiateBaseHot("large");
        assertThat(vdus()).containsExactly("front", "worker", "worker");

        operate("scale", scale("SCALE_OUT", "workers", 1));
        assertThat(vdus()).containsExactly("front", "worker", "worker", "worker");
        healOf("worker");
        operate("scale", scale("SCALE_IN", "workers", 2));
        assertThat(vdus()).containsExactly("front", "worker");
        removeAll();
    }

    @Test
    void aSignedPackage() throws Exception {
        Path folder = site.folder();
        Process openssl = new ProcessBuilder(
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
                        "vendor.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        deploy(baseHot(
                "--sign-key", folder.resolve("vendor.key").toString(),
                "--sign-certificate", folder.resolve("vendor.pem").toString()));
        instantiateBaseHot("small");
        assertThat(vdus()).containsExactly("front", "worker");
        removeAll();
    }

    private Path baseHot(String... options) throws Exception {
        var all = new ArrayList<>(List.of("--placeholder-image", "Files/images/base-hot-disk.qcow2"));
        all.addAll(List.of(options));
        return SamplePackage.build("base-hot", site.folder().resolve("base-hot.zip"), all.toArray(String[]::new));
    }

    private void instantiateBaseHot(String level) {
        operate("instantiate", """
                {"flavourId": "simple", "instantiationLevelId": "%s", "extVirtualLinks": [%s, %s],
                 "additionalParams": {%s}}""".formatted(
                        level,
                        link("DAVIT_TEST_NETWORK", "net0", "front_CP1"),
                        link("DAVIT_TEST_NETWORK_2", "net1", "worker_CP2"),
                        SCRIPT));
    }

    /** Onboards, and creates the VNF instance; both go with the test. */
    private void deploy(Path csar) {
        String packageId = api.onboard(csar);
        vnf = api.create(
                api.json("/vnfpkgm/v1/vnf_packages/" + packageId).get("vnfdId").stringValue());
        site.afterwards(() -> {
            if (!stack().isEmpty()) {
                site.cloud()
                        .run("stack", "delete", "--yes", "--wait", "vnf-" + vnf)
                        .expectSuccess();
            }
            api.patch("/vnfpkgm/v1/vnf_packages/" + packageId, "{\"operationalState\": \"DISABLED\"}");
            api.delete("/vnflcm/v1/vnf_instances/" + vnf);
            api.delete("/vnfpkgm/v1/vnf_packages/" + packageId);
        });
    }

    private void operate(String task, String body) {
        api.complete(api.start(vnf, task, body), LIMIT);
    }

    private void healOf(String vdu) {
        JsonNode before = vnfc(vdu);
        operate(
                "heal",
                "{\"vnfcInstanceId\": [\"%s\"]}".formatted(before.get("id").stringValue()));
        JsonNode after = vnfc(vdu);
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.at("/computeResource/resourceId")).isNotEqualTo(before.at("/computeResource/resourceId"));
    }

    private void removeAll() {
        operate("terminate", "{\"terminationType\": \"FORCEFUL\"}");
        assertThat(stack()).isEmpty();
        Api.expect(api.delete("/vnflcm/v1/vnf_instances/" + vnf), 204);
    }

    private String stack() {
        for (JsonNode stack : site.cloud().json("stack", "list")) {
            if (stack.get("Stack Name").stringValue().equals("vnf-" + vnf)) {
                return stack.get("ID").stringValue();
            }
        }
        return "";
    }

    private JsonNode info() {
        return api.json("/vnflcm/v1/vnf_instances/" + vnf).get("instantiatedVnfInfo");
    }

    private List<String> vdus() {
        var vdus = new ArrayList<String>();
        info().get("vnfcResourceInfo").forEach(v -> vdus.add(v.get("vduId").stringValue()));
        return vdus;
    }

    private JsonNode vnfc(String vdu) {
        for (JsonNode vnfc : info().get("vnfcResourceInfo")) {
            if (vnfc.get("vduId").stringValue().equals(vdu)) {
                return vnfc;
            }
        }
        throw new AssertionError("no VNFC of " + vdu);
    }

    private String link(String variable, String network, String cpd) {
        return """
                {"id": "%s", "resourceId": "%s", "extCps": [{"cpdId": "%s",
                 "cpConfig": [{"cpProtocolData": [{"layerProtocol": "IP_OVER_ETHERNET"}]}]}]}""".formatted(network, site.network(site.openrc().value(variable, network)), cpd);
    }

    private static String scale(String type, String aspect, int steps) {
        return "{\"type\": \"%s\", \"aspectId\": \"%s\", \"numberOfSteps\": %d}".formatted(type, aspect, steps);
    }
}
