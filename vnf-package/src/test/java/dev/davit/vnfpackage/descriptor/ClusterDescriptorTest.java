package dev.davit.vnfpackage.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.vnfpackage.VnfPackageReader;
import dev.davit.vnfpackage.build.CsarWriter;
import dev.davit.vnfpackage.csar.CsarLimits;
import dev.davit.vnfpackage.csar.PackagePath;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.HookImplementation;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import dev.davit.vnfpackage.vnfd.PlacementRule;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import dev.davit.vnfpackage.vnfd.VnfVirtualLink;
import dev.davit.vnfpackage.vnfd.Vnfd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package with two flavours, scaling, storage, links and placement, in the forms that packages in use have. */
class ClusterDescriptorTest {
    private static final Path SOURCES = Path.of("src/test/resources/dev/davit/vnfpackage/cluster");

    @TempDir
    Path folder;

    private Vnfd vnfd;
    private DeploymentFlavour simple;

    @BeforeEach
    void read() throws Exception {
        Path zip = folder.resolve("cluster.zip");
        new CsarWriter().addFolder(SOURCES).write(zip);
        vnfd = VnfPackageReader.read(zip, CsarLimits.DEFAULTS).vnfd();
        simple = vnfd.flavour("simple").orElseThrow();
    }

    @Test
    void takesProductDataFromTheDefaultsOfDerivedTypes() {
        assertThat(vnfd.provider()).isEqualTo("Example");
        assertThat(vnfd.productName()).isEqualTo("Cluster");
        assertThat(vnfd.softwareVersion()).isEqualTo("1.20");
        assertThat(vnfd.version()).isEqualTo("2.0");
    }

    @Test
    void readsAllFlavoursAndEachFileOnceDespiteCircularImports() {
        assertThat(vnfd.flavours()).extracting(DeploymentFlavour::id).containsExactly("simple", "complex");
        assertThat(vnfd.files())
                .extracting(PackagePath::fileName)
                .containsExactly("cluster_top.vnfd.yaml", "cluster_types.yaml", "cluster_df_simple.yaml", "ha.yaml");
        assertThat(simple.description()).isEqualTo("One master");
    }

    @Test
    void readsVdusWithInputsFlavorStoragesAndBootData() {
        assertThat(simple.vdu("masterNode"))
                .contains(new Vdu(
                        "masterNode",
                        "master",
                        "A control plane node",
                        new VirtualCompute(2, 3815, 42),
                        Optional.of("m1.medium"),
                        Optional.empty(),
                        List.of("etcd_disk", "log_disk"),
                        1,
                        3,
                        Optional.of("#cloud-config\nhostname: master\n")));
    }

    @Test
    void roundsStorageUp() {
        assertThat(simple.storages())
                .containsExactly(
                        new VirtualStorage("etcd_disk", 2, Optional.empty()),
                        new VirtualStorage("log_disk", 2, Optional.empty()));
    }

    @Test
    void tellsInternalFromExternalCps() {
        assertThat(simple.cps())
                .containsExactly(
                        new VduCp(
                                "masterNode_CP1",
                                "masterNode",
                                Optional.empty(),
                                OptionalInt.of(0),
                                "normal",
                                Optional.empty()),
                        new VduCp(
                                "masterNode_CP2",
                                "masterNode",
                                Optional.of("internal"),
                                OptionalInt.of(1),
                                "direct-physical",
                                Optional.empty()),
                        new VduCp(
                                "workerNode_CP2",
                                "workerNode",
                                Optional.empty(),
                                OptionalInt.of(0),
                                "normal",
                                Optional.empty()));
    }

    @Test
    void readsSubnetsOfInternalLinks() {
        assertThat(simple.virtualLinks())
                .containsExactly(new VnfVirtualLink(
                        "internal",
                        "Traffic between nodes",
                        List.of(new VnfVirtualLink.L3Protocol("nodes", 4, "192.168.10.0/24", false))));
    }

    @Test
    void readsScalingAspects() {
        assertThat(simple.aspects())
                .containsExactly(
                        new ScalingAspect("master_instance", "masters", "Masters", 2, Map.of("masterNode", 1)),
                        new ScalingAspect("worker_instance", "workers", "Workers", 2, Map.of("workerNode", 1)));
    }

    @Test
    void computesInstancesOfALevelThatTheDescriptorDoesNotState() {
        assertThat(simple.defaultLevelId()).isEqualTo("small");
        assertThat(simple.level("large"))
                .contains(new InstantiationLevel(
                        "large",
                        "Largest size",
                        Map.of("master_instance", 2, "worker_instance", 2),
                        Map.of("masterNode", 3, "workerNode", 4)));
    }

    @Test
    void makesADefaultLevelOfTheProfilesMinimum() {
        assertThat(vnfd.flavour("complex").orElseThrow().levels())
                .containsExactly(new InstantiationLevel("default", "", Map.of(), Map.of("masterNode", 3)));
    }

    @Test
    void readsPlacementOfGroupsAndLeavesOutLinks() {
        assertThat(simple.placementRules())
                .containsExactlyInAnyOrder(
                        new PlacementRule("apart", true, "nfvi_node", Set.of("masterNode", "workerNode")),
                        new PlacementRule("together", false, "zone", Set.of("workerNode")));
    }

    @Test
    void readsHooksOfTypeAndTemplateInEachForm() {
        HookImplementation driver = new HookImplementation(
                "mgmt-drivers-kubernetes", Optional.of(new PackagePath("Scripts/kubernetes_mgmt.py")));
        assertThat(simple.hooks())
                .isEqualTo(Map.of(
                        LifecycleHook.TERMINATE_END, driver,
                        LifecycleHook.INSTANTIATE_END, driver,
                        LifecycleHook.SCALE_START, driver,
                        LifecycleHook.HEAL_END, driver));
    }
}
