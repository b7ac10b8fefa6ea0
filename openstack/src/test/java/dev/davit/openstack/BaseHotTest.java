package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BaseHotTest {
    private static final DeploymentFlavour CLUSTER = Clusters.flavour("podaffinity", 3, 2);
    private static final DeploymentFlavour PLAIN = Clusters.flavour("plain", 1, 2);

    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();
    private OnboardedPackage vnfPackage;

    @BeforeEach
    void unpack() {
        vnfPackage = Clusters.vnfPackage();
    }

    @Test
    void theServersOfNestedStacksAreVnfcsWithTheirConnectionPoints() throws Exception {
        var info = info(instantiated(CLUSTER));

        assertThat(info.vnfcs())
                .extracting(VnfcResourceInfo::vduId)
                .containsExactly("masterNode", "masterNode", "masterNode", "workerNode", "workerNode");
        assertThat(info.vnfcs()).allSatisfy(v -> assertThat(v.cps()).hasSize(1));
        assertThat(info.vnfcs().getFirst().cps().getFirst().floatingAddress()).isPresent();
        assertThat(info.vnfcs().getLast().cps().getFirst().reachableAddress()).isPresent();
        assertThat(info.virtualLinks()).hasSize(1);
        assertThat(info.virtualLinks().getFirst().linkPorts()).hasSize(6);
    }

    @Test
    void theAddressOfAPortOfNoVnfcIsKnownByItsName() throws Exception {
        var info = info(instantiated(CLUSTER));

        String fixed = info.vimState().get("cp.vip_CP.fixedAddress");
        assertThat(fixed).isNotEmpty();
        assertThat(info.vimState().get("cp.vip_CP.address")).isNotEmpty().isNotEqualTo(fixed);
        assertThat(info.vimState().get("cp.vip_CP_floating_ip.address"))
                .isEqualTo(info.vimState().get("cp.vip_CP.address"));
        assertThat(info.extCps())
                .filteredOn(e -> e.cpdId().equals("vip_CP"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.vnfcId()).isEmpty();
                    assertThat(e.protocol().addresses().getFirst().address()).isEqualTo(fixed);
                });
    }

    @Test
    void aVnfcKnowsTheAddressesOfItsPortsAndFloatingIpsByName() throws Exception {
        var master = info(instantiated(CLUSTER)).vnfcs().getFirst();
        var cp = master.cps().getFirst();

        assertThat(master.metadata())
                .containsEntry("cp.masterNode_CP1.address", cp.floatingAddress().orElseThrow())
                .containsEntry(
                        "cp.masterNode_FloatingIP.address", cp.floatingAddress().orElseThrow())
                .containsEntry(
                        "cp.masterNode_CP1.fixedAddress",
                        cp.protocol().addresses().getFirst().address())
                .doesNotContainKey("cp.vip_CP.address");
    }

    @Test
    void aVnfcKnowsItsZoneAndServerGroup() throws Exception {
        var info = info(instantiated(CLUSTER));
        assertThat(info.vnfcs()).allSatisfy(v -> assertThat(v.metadata()).containsEntry("compute.zone", "nova"));
        assertThat(info.vnfcs().getLast().metadata()).containsEntry("server.group", "ServerGroup");
        assertThat(info.vnfcs().getFirst().metadata()).doesNotContainKey("server.group");
    }

    @Test
    void anAdministratorSeesTheComputeHosts() throws Exception {
        var admin = Vims.vim(
                cloud.lab.authUrl(),
                "{\"username\": \"admin\", \"password\": \"secret\", \"user_domain_name\": \"Default\"}",
                "{\"name\": \"demo\", \"project_domain_name\": \"Default\"}");
        var work = on(work(PLAIN), admin);
        var run = new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work));
        assertThat(info(run.instance()).vnfcs())
                .allSatisfy(v -> assertThat(v.metadata().get("compute.host")).isNotEmpty());
    }

    @Test
    void aScaleOutSignalsTheAspectsPolicy() throws Exception {
        var before = instantiated(CLUSTER);
        var after = scale(before, CLUSTER, new ScaleWork(true, "worker_instance", 2, List.of()));

        assertThat(workers(after)).hasSize(4).startsWith(workers(before).toArray(new VnfcResourceInfo[0]));
        assertThat(signals(after)).isEqualTo(2);
    }

    @Test
    void aScaleInRemovesTheChosenWorkerThoughThePolicyWouldTakeTheOldest() throws Exception {
        var before = scale(instantiated(CLUSTER), CLUSTER, new ScaleWork(true, "worker_instance", 2, List.of()));
        var all = workers(before);

        var after = scale(
                before,
                CLUSTER,
                new ScaleWork(false, "worker_instance", 1, List.of(all.getLast().id())));

        assertThat(workers(after)).isEqualTo(all.subList(0, 3));
        assertThat(info(after).vnfcs()).hasSize(6);
    }

    @Test
    void withoutPoliciesTheSizeIsSetByItsParameter() throws Exception {
        var out = scale(instantiated(PLAIN), PLAIN, new ScaleWork(true, "worker_instance", 2, List.of()));
        assertThat(workers(out)).hasSize(4);
        assertThat(signalsOf(out, "worker_instance")).isZero();

        var leaving = List.of(workers(out).get(1).id(), workers(out).get(2).id());
        var in = scale(out, PLAIN, new ScaleWork(false, "worker_instance", 2, leaving));
        assertThat(workers(in))
                .containsExactly(workers(out).getFirst(), workers(out).getLast());
    }

    @Test
    void withoutPoliciesAndParameterTheSizeIsWrittenIntoTheTemplate() throws Exception {
        var before = instantiated(PLAIN);
        var out = scale(before, PLAIN, new ScaleWork(true, "master_instance", 1, List.of()));
        assertThat(info(out).vnfcs()).hasSize(4).startsWith(info(before).vnfcs().toArray(new VnfcResourceInfo[0]));
    }

    @Test
    void aScalingBeyondTheBoundsOfTheTemplateChangesNothing() throws Exception {
        var before = instantiated(CLUSTER);
        var servers = cloud.serverIds();
        var worker = workers(before).getFirst().id();

        assertThatThrownBy(() -> scale(before, CLUSTER, new ScaleWork(true, "worker_instance", 3, List.of())))
                .hasMessageContaining("max_size 4")
                .hasMessageContaining("wants 5 members");
        assertThatThrownBy(() -> scale(before, CLUSTER, new ScaleWork(false, "worker_instance", 1, List.of(worker))))
                .hasMessageContaining("min_size 2");
        assertThat(cloud.serverIds()).hasSameElementsAs(servers);
    }

    @Test
    void healingAWorkerAfterAScaleOutReplacesOnlyIt() throws Exception {
        var before = scale(instantiated(CLUSTER), CLUSTER, new ScaleWork(true, "worker_instance", 1, List.of()));
        var target = workers(before).get(1);
        var work = work(CLUSTER);

        var after = new PlanRun(work.operationId(), before)
                .run(cloud.port().healVnfcs(work, List.of(target.id())))
                .instance();

        assertThat(workers(after))
                .extracting(VnfcResourceInfo::id)
                .isEqualTo(workers(before).stream().map(VnfcResourceInfo::id).toList());
        assertThat(workers(after).get(1).computeResource()).isNotEqualTo(target.computeResource());
        assertThat(workers(after).get(1).cps()).isEqualTo(target.cps());
        var others = new java.util.ArrayList<>(info(before).vnfcs());
        others.remove(target);
        assertThat(info(after).vnfcs()).containsAll(others);
    }

    @Test
    void healingTheEntireVnfKeepsItsSizeAndIds() throws Exception {
        var before = scale(instantiated(CLUSTER), CLUSTER, new ScaleWork(true, "worker_instance", 1, List.of()));
        var work = work(CLUSTER);
        var scaled = withLevel(work, Map.of("masterNode", 3, "workerNode", 3));

        var after = new PlanRun(work.operationId(), before)
                .run(cloud.port().healEntireVnf(scaled))
                .instance();

        assertThat(info(after).vnfcs())
                .extracting(VnfcResourceInfo::id)
                .containsExactlyElementsOf(
                        info(before).vnfcs().stream().map(VnfcResourceInfo::id).toList());
        assertThat(info(after).extCps()).hasSameSizeAs(info(before).extCps());
    }

    @Test
    void aTemplateThatIsNoYamlIsNamedWithItsLine() {
        vnfPackage =
                Packages.of(Map.of("BaseHOT/plain/top.yaml", "resources:\n  a: [\n".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> instantiated(PLAIN)).hasMessageContaining("BaseHOT/plain/top.yaml");
    }

    @Test
    void aBaseHotThatCannotBeUsedIsRefusedWhenTheRequestComes() throws Exception {
        vnfPackage = Packages.of(Map.of("BaseHOT/plain/top.yaml", "a: b".getBytes(StandardCharsets.UTF_8)));
        var work = work(PLAIN);
        assertThatThrownBy(() -> cloud.port().validate(work))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("BaseHOT/plain/top.yaml")
                .hasMessageContaining("it has no resources");
    }

    @Test
    void twoTopTemplatesAreAnError() {
        byte[] hot = "resources: {}".getBytes(StandardCharsets.UTF_8);
        vnfPackage = Packages.of(Map.of("BaseHOT/plain/a.yaml", hot, "BaseHOT/plain/b.yaml", hot));
        assertThatThrownBy(() -> instantiated(PLAIN))
                .hasMessageContaining("must have one template")
                .hasMessageContaining("BaseHOT/plain/a.yaml");
    }

    private VnfInstance instantiated(DeploymentFlavour flavour) throws Exception {
        var work = work(flavour);
        return new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work))
                .instance();
    }

    private VnfInstance scale(VnfInstance instance, DeploymentFlavour flavour, ScaleWork scale) throws Exception {
        var work = work(flavour);
        return new PlanRun(work.operationId(), instance)
                .run(cloud.port().scale(work, scale))
                .instance();
    }

    private VimWork work(DeploymentFlavour flavour) throws InterruptedException {
        return cloud.work(id, vnfPackage, flavour, Clusters.links(cloud));
    }

    private static VimWork withLevel(VimWork work, Map<String, Integer> instances) {
        var level = new InstantiationLevel(work.level().id(), "", Map.of(), instances);
        return new VimWork(
                work.operationId(),
                work.instanceId(),
                work.instanceName(),
                work.vim(),
                work.region(),
                work.vnfPackage(),
                work.flavour(),
                level,
                work.extVirtualLinks(),
                work.extManagedVirtualLinks(),
                work.additionalParams());
    }

    private static VimWork on(VimWork work, dev.davit.lifecycle.vim.RegisteredVim vim) {
        return new VimWork(
                work.operationId(),
                work.instanceId(),
                work.instanceName(),
                vim,
                work.region(),
                work.vnfPackage(),
                work.flavour(),
                work.level(),
                work.extVirtualLinks(),
                work.extManagedVirtualLinks(),
                work.additionalParams());
    }

    private int signals(VnfInstance instance) throws InterruptedException {
        return signalsOf(instance, "worker_instance_scale_out");
    }

    private int signalsOf(VnfInstance instance, String resource) throws InterruptedException {
        var state = info(instance).vimState();
        String path = "/stacks/" + state.get("stackName") + "/" + state.get("stackId") + "/events?resource_name="
                + resource + "&resource_action=SIGNAL";
        return cloud.get(Service.HEAT, path).path("events").size();
    }

    private static InstantiatedVnfInfo info(VnfInstance instance) {
        return instance.instantiated().orElseThrow();
    }

    private static List<VnfcResourceInfo> workers(VnfInstance instance) {
        return info(instance).vnfcs().stream()
                .filter(v -> v.vduId().equals("workerNode"))
                .toList();
    }
}
