package dev.davit.vnfpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.davit.vnfpackage.build.Content;
import dev.davit.vnfpackage.build.CsarWriter;
import dev.davit.vnfpackage.build.PlaceholderImage;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.csar.ZipCsar;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.SwImage;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The sample package of the guide, built from its sources in this repository. */
class SampleRegistryPackageTest {
    private static final Path SOURCES = Path.of("../vnf-packages/private-registry");
    private static final PackagePath IMAGE = new PackagePath("Files/images/ubuntu-20.04-server-cloudimg-amd64.img");
    private static final PackagePath SCRIPT = new PackagePath("Scripts/private_registry_mgmt.py");

    @TempDir
    Path folder;

    private CsarWriter sample() throws Exception {
        return new CsarWriter().addFolder(SOURCES).add(IMAGE, new Content.OfBytes(PlaceholderImage.bytes()));
    }

    private VnfPackageContents read(CsarWriter writer) throws Exception {
        Path zip = folder.resolve("sample.zip");
        writer.write(zip);
        return VnfPackageReader.read(zip, CsarLimits.DEFAULTS);
    }

    @Test
    void carriesTheProductDataOfTheGuide() throws Exception {
        Vnfd vnfd = read(sample()).vnfd();
        assertThat(vnfd.id()).isEqualTo("c1bb0ce7-ebca-4fa7-95ed-4840d70a118f");
        assertThat(vnfd.productName()).isEqualTo("Sample Private registry VNF");
        assertThat(vnfd.provider()).isEqualTo("Company");
        assertThat(vnfd.softwareVersion()).isEqualTo("1.0");
        assertThat(vnfd.version()).isEqualTo("1.0");
    }

    @Test
    void hooksInstantiateEndAndHealEndWithTheRegistryDriver() throws Exception {
        HookImplementation driver = new HookImplementation("mgmt-drivers-private-registry", Optional.of(SCRIPT));
        assertThat(flavour(read(sample())).hooks())
                .isEqualTo(Map.of(LifecycleHook.INSTANTIATE_END, driver, LifecycleHook.HEAL_END, driver));
    }

    @Test
    void hasOneVduWithTheImageOfTheGuide() throws Exception {
        Vdu vdu = flavour(read(sample())).vdu("PrivateRegistryVDU").orElseThrow();
        assertThat(vdu.compute()).isEqualTo(new VirtualCompute(1, 2048, 4));
        SwImage image = vdu.image().orElseThrow();
        assertThat(image.name()).isEqualTo("ubuntu-20.04-server-cloudimg-amd64");
        assertThat(image.file()).contains(IMAGE);
        assertThat(image.diskFormat()).isEqualTo("qcow2");
    }

    @Test
    void hasOneExternalConnectionPoint() throws Exception {
        DeploymentFlavour simple = flavour(read(sample()));
        assertThat(simple.cps()).singleElement().satisfies(cp -> {
            assertThat(cp.name()).isEqualTo("CP1");
            assertThat(cp.vdu()).isEqualTo("PrivateRegistryVDU");
            assertThat(cp.isExternal()).isTrue();
        });
    }

    @Test
    void hasADefaultLevelOfOneInstance() throws Exception {
        assertThat(flavour(read(sample())).defaultLevel().instances()).isEqualTo(Map.of("PrivateRegistryVDU", 1));
    }

    @Test
    void listsTheDriverFileAsTheOnlyAdditionalArtifact() throws Exception {
        assertThat(read(sample()).artifacts()).extracting(Artifact::path).containsExactly(SCRIPT);
    }

    /** ETSI's files are not ours to copy: -Ddavit.sol001=FOLDER names a folder that has them. */
    @TestFactory
    Stream<DynamicTest> readsTheSameWithTheTypeFilesOfEtsiInThePackage() {
        return Stream.ofNullable(System.getProperty("davit.sol001"))
                .map(Path::of)
                .map(etsi -> dynamicTest(etsi.toString(), () -> readsTheSameWith(etsi)));
    }

    private void readsTheSameWith(Path etsi) throws Exception {
        CsarWriter withTypes = sample();
        for (String name : new String[] {"etsi_nfv_sol001_common_types.yaml", "etsi_nfv_sol001_vnfd_types.yaml"}) {
            withTypes.add(new PackagePath("Definitions/" + name), new Content.OfFile(etsi.resolve(name)));
        }
        Vnfd theirs = read(withTypes).vnfd();
        Vnfd ours = read(sample()).vnfd();
        assertThat(theirs.files()).hasSize(5);
        assertThat(theirs.flavours()).isEqualTo(ours.flavours());
    }

    @Test
    void canBeReadAgainWithoutHashing() throws Exception {
        Vnfd onboarded = read(sample()).vnfd();
        try (ZipCsar csar = ZipCsar.open(folder.resolve("sample.zip"), CsarLimits.DEFAULTS)) {
            assertThat(VnfPackageReader.readVnfd(csar, CsarLimits.DEFAULTS)).isEqualTo(onboarded);
        }
    }

    private static DeploymentFlavour flavour(VnfPackageContents contents) {
        return contents.vnfd().flavour("simple").orElseThrow();
    }
}
