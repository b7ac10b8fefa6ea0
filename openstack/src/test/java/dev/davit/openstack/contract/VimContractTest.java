package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.Flavours;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.SwImage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Davit's own plans, from beginning to end. */
class VimContractTest extends Contract {
    private final UUID id = UUID.randomUUID();

    @Test
    void aVnfComesUpWithFewCalls() throws Exception {
        var site = site(registry());
        var vnfcs = resources(site.instantiate()).vnfcs();
        assertThat(vnfcs).hasSize(1);
        assertThat(vnfcs.getFirst().cp("CP1").orElseThrow().reachableAddress()).isPresent();
        assertThat(site.callsBesidesPolls()).as("%s", site.calls).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void healingAVnfcReplacesItsServerAndKeepsItsAddress() throws Exception {
        var site = site(registry());
        var run = site.instantiate();
        var before = resources(run).vnfcs().getFirst();

        var after = resources(site.run(run.instance(), w -> site.port.healVnfcs(w, List.of(before.id()))))
                .vnfcs()
                .getFirst();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.computeResource().resourceId())
                .isNotEqualTo(before.computeResource().resourceId());
        assertThat(after.cp("CP1").orElseThrow().reachableAddress())
                .isEqualTo(before.cp("CP1").orElseThrow().reachableAddress());
    }

    @Test
    void healingTheEntireVnfKeepsTheIds() throws Exception {
        var site = site(registry());
        var run = site.instantiate();
        var after = site.run(run.instance(), site.port::healEntireVnf);
        assertThat(resources(after).vnfcs().getFirst().id())
                .isEqualTo(resources(run).vnfcs().getFirst().id());
        assertThat(resources(after).vnfcs().getFirst().computeResource().resourceId())
                .isNotEqualTo(
                        resources(run).vnfcs().getFirst().computeResource().resourceId());
    }

    @Test
    void terminatingLeavesNothing() throws Exception {
        var site = site(registry());
        var run = site.instantiate();
        site.run(run.instance(), site.port::terminate);
        assertThat(cloud.look().heat().find("vnf-" + id)).isEmpty();
    }

    @Test
    void scalingOutAndInChangesJustWhatItShould() throws Exception {
        var site = site(Flavours.workers(image()));
        var before = site.instantiate();
        var out = site.run(before.instance(), w -> site.port.scale(w, VnfSite.out(2)));
        assertThat(workers(out)).hasSize(5).startsWith(workers(before).toArray(VnfcResourceInfo[]::new));

        var all = workers(out);
        var leaving = List.of(all.get(0), all.get(3));
        var in = site.run(out.instance(), w -> site.port.scale(w, VnfSite.in(1, leaving)));

        assertThat(workers(in)).containsExactly(all.get(1), all.get(2), all.get(4));
    }

    @Test
    void aScaleOutCanBeTakenBack() throws Exception {
        var site = site(Flavours.workers(image()));
        var before = site.instantiate();
        var work = site.work();
        var phases = site.port.scale(work, VnfSite.out(1));
        var run = new PlanRun(work.operationId(), before.instance()).run(phases);
        assertThat(workers(run)).hasSize(3);
        run.undo(phases);
        assertThat(stacks.servers(site.stack()))
                .filteredOn(s -> s.path("resource_name").stringValue().equals("worker"))
                .extracting(s -> s.path("physical_resource_id").stringValue())
                .containsExactly(server(workers(before).getFirst()));
    }

    @Test
    void healingAMemberOfAGroupLeavesTheOthers() throws Exception {
        var site = site(Flavours.workers(image()));
        var scaled = site.run(site.instantiate().instance(), w -> site.port.scale(w, VnfSite.out(1)));
        var all = workers(scaled);

        var healed = workers(site.run(
                scaled.instance(),
                w -> site.port.healVnfcs(w, List.of(all.get(1).id()))));

        assertThat(healed)
                .extracting(VnfcResourceInfo::id)
                .isEqualTo(all.stream().map(VnfcResourceInfo::id).toList());
        assertThat(server(healed.get(0))).isEqualTo(server(all.get(0)));
        assertThat(server(healed.get(1))).isNotEqualTo(server(all.get(1)));
        assertThat(server(healed.get(2))).isEqualTo(server(all.get(2)));
    }

    @Test
    void volumesAndInternalNetworksAreFound() throws Exception {
        assumeTrue(cloud.hasService("volumev3"), "the cloud has no Cinder");
        var site = site(Flavours.scalableAnywhere(image()));
        var resources = resources(site.instantiate());
        assertThat(resources.storages())
                .extracting(s -> s.virtualStorageDescId())
                .containsExactly("data", "root");
        assertThat(resources.virtualLinks())
                .extracting(l -> l.virtualLinkDescId())
                .contains("lan");
        site.run(site.last().instance(), site.port::terminate);
        assertThat(cloud.look().heat().find("vnf-" + id)).isEmpty();
    }

    @Test
    void healingAVnfcWithVolumesKeepsTheDataAndRenewsTheBootVolume() throws Exception {
        assumeTrue(cloud.hasService("volumev3"), "the cloud has no Cinder");
        var site = site(Flavours.scalableAnywhere(image()));
        var run = site.instantiate();
        var ids = resources(run).vnfcs().stream().map(VnfcResourceInfo::id).toList();

        var after = resources(site.run(run.instance(), w -> site.port.healVnfcs(w, ids)));

        assertThat(storage(after, "data")).isEqualTo(storage(resources(run), "data"));
        assertThat(storage(after, "root")).isNotEqualTo(storage(resources(run), "root"));
    }

    @Test
    void whyAVnfDoesNotComeUpIsTold() throws Exception {
        String network = cloud.ownNetwork();
        String taken = cloud.port(network, "").at("/fixed_ips/0/ip_address").stringValue();
        var site = site(registry()).withAddress(network, taken);
        assertThatThrownBy(site::instantiate).isInstanceOfSatisfying(StepFailedException.class, e -> {
            assertThat(e.failure().what()).contains("CREATE_FAILED").contains(taken);
            assertThat(e.failure().output()).anyMatch(l -> l.startsWith("CP1 (OS::Neutron::Port) CREATE_FAILED"));
            assertThat(e.failure().advice().orElseThrow()).contains("is in use");
        });
    }

    @Test
    void aRetryGoesOnOnceTheCauseIsMended() throws Exception {
        String network = cloud.ownNetwork();
        var port = cloud.port(network, "");
        var site = site(registry())
                .withAddress(network, port.at("/fixed_ips/0/ip_address").stringValue());
        assertThatThrownBy(site::instantiate).isInstanceOf(StepFailedException.class);
        cloud.delete(Service.NEUTRON, "/ports/" + port.path("id").stringValue());

        assertThat(resources(site.goOn()).vnfcs()).hasSize(1);
    }

    @Test
    void aRollbackRemovesAFailedVnf() throws Exception {
        String network = cloud.ownNetwork();
        var site = site(registry())
                .withAddress(
                        network,
                        cloud.port(network, "").at("/fixed_ips/0/ip_address").stringValue());
        assertThatThrownBy(site::instantiate).isInstanceOf(StepFailedException.class);
        site.undo();
        assertThat(cloud.look().heat().find("vnf-" + id)).isEmpty();
    }

    private DeploymentFlavour registry() {
        return Flavours.oneVdu("PrivateRegistryVDU", Flavours.SMALL, Optional.of(cloud.names.flavor()), image());
    }

    private SwImage image() {
        return Flavours.image(cloud.names.image());
    }

    private VnfSite site(DeploymentFlavour flavour) throws InterruptedException {
        return new VnfSite(cloud, stacks, id, flavour);
    }

    private static VnfResources resources(PlanRun run) {
        return run.instance().instantiated().orElseThrow().resources();
    }

    private static List<VnfcResourceInfo> workers(PlanRun run) {
        return resources(run).vnfcs().stream()
                .filter(v -> v.vduId().equals("worker"))
                .toList();
    }

    private static String server(VnfcResourceInfo vnfc) {
        return vnfc.computeResource().resourceId();
    }

    private static String storage(VnfResources resources, String descId) {
        return resources.storages().stream()
                .filter(s -> s.virtualStorageDescId().equals(descId))
                .findFirst()
                .orElseThrow()
                .storage()
                .resourceId();
    }
}
