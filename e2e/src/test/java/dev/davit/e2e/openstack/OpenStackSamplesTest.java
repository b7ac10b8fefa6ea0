package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample packages that use what real packages use, from onboarding to the end, on both clouds. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0}")
@MethodSource("clouds")
class OpenStackSamplesTest {
    private static final String SCRIPT = """
            "lcm-operation-user-data": "./UserData/base_hot_user_data.py", "lcm-operation-user-data-class": "BaseHotUserData\"""";

    @Parameter
    String cloudName;

    private CloudSite site;

    static List<String> clouds() {
        return CloudSite.clouds();
    }

    @BeforeEach
    void start() throws Exception {
        site = new CloudSite(cloudName);
        site.registerVim();
    }

    @AfterEach
    void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void twoVdusWithVolumeNetworkAndScaling() throws Exception {
        boolean volumes = site.cloudApi().has("volumev3");
        var vnf = CloudVnf.of(site, SamplePackage.twoVdus(site.folder()));
        vnf.operate("instantiate", """
                {"flavourId": "%s", "extVirtualLinks": [%s]}""".formatted(
                        volumes ? "simple" : "diskless", CloudSite.link("net0", net0(), "front_external")));
        assertThat(vnf.vdus()).containsExactly("front", "worker");
        assertThat(vnf.info().path("virtualStorageResourceInfo")).hasSize(volumes ? 1 : 0);

        vnf.scale("SCALE_OUT", "workers", 2);
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker", "worker");
        vnf.heal("front");
        vnf.heal("worker");
        vnf.scale("SCALE_IN", "workers", 1);
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker");
        vnf.operate("heal", "{}");
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker");
        vnf.terminateAndDelete();
    }

    @Test
    void aBaseHotWithItsUserDataScript() throws Exception {
        var vnf = CloudVnf.of(site, baseHot());
        instantiateBaseHot(vnf, "large");
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker");

        vnf.scale("SCALE_OUT", "workers", 1);
        assertThat(vnf.vdus()).containsExactly("front", "worker", "worker", "worker");
        vnf.heal("worker");
        vnf.scale("SCALE_IN", "workers", 2);
        assertThat(vnf.vdus()).containsExactly("front", "worker");
        vnf.terminateAndDelete();
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
        var vnf = CloudVnf.of(
                site,
                baseHot(
                        "--sign-key", folder.resolve("vendor.key").toString(),
                        "--sign-certificate", folder.resolve("vendor.pem").toString()));
        instantiateBaseHot(vnf, "small");
        assertThat(vnf.vdus()).containsExactly("front", "worker");
        vnf.terminateAndDelete();
    }

    private Path baseHot(String... options) throws Exception {
        var all = new ArrayList<>(List.of("--placeholder-image", "Files/images/base-hot-disk.qcow2"));
        all.addAll(List.of(options));
        return SamplePackage.build("base-hot", site.folder().resolve("base-hot.zip"), all.toArray(String[]::new));
    }

    private void instantiateBaseHot(CloudVnf vnf, String level) {
        vnf.operate("instantiate", """
                {"flavourId": "simple", "instantiationLevelId": "%s", "extVirtualLinks": [%s, %s],
                 "additionalParams": {%s}}""".formatted(
                        level,
                        CloudSite.link("net0", net0(), "front_CP1"),
                        CloudSite.link("net1", site.network("DAVIT_TEST_NETWORK_2", "net1"), "worker_CP2"),
                        SCRIPT));
    }

    private String net0() {
        return site.network("DAVIT_TEST_NETWORK", "net0");
    }
}
