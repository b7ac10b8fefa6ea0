package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.client.StackUpdate;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();
    private final DeploymentFlavour registry = Flavours.registry(Flavours.image("debian-12"));

    @Test
    void healingAVnfcReplacesItsServerAndKeepsItsIdsAndAddress() throws Exception {
        var instance = instantiated(registry, "CP1");
        var before = resources(instance);

        var after = resources(
                healVnfcs(instance, registry, "CP1", before.vnfcs().getFirst().id()));

        var old = before.vnfcs().getFirst();
        var healed = after.vnfcs().getFirst();
        assertThat(healed.id()).isEqualTo(old.id());
        assertThat(server(healed)).isNotEqualTo(server(old));
        assertThat(cloud.serverIds()).containsExactly(server(healed));
        assertThat(healed.cps()).isEqualTo(old.cps());
        assertThat(after.virtualLinks()).isEqualTo(before.virtualLinks());
        assertThat(after.extCps()).isEqualTo(before.extCps());
        assertThat(after.vnfcInfos()).isEqualTo(before.vnfcInfos());
        assertThat(after.vimState()).isEqualTo(before.vimState());
    }

    @Test
    void healingTwiceInARowReplacesTwice() throws Exception {
        var instance = instantiated(registry, "CP1");
        var vnfcId = resources(instance).vnfcs().getFirst().id();
        var once = healVnfcs(instance, registry, "CP1", vnfcId);
        var twice = healVnfcs(once, registry, "CP1", vnfcId);
        assertThat(server(resources(twice).vnfcs().getFirst()))
                .isNotEqualTo(server(resources(once).vnfcs().getFirst()));
    }

    @Test
    void healingAMemberOfAGroupLeavesTheOthersAlone() throws Exception {
        var instance = instantiated(Flavours.scalable(), "frontOut");
        var before = resources(instance);
        var worker = vnfc(before, "worker");

        var after = resources(healVnfcs(instance, Flavours.scalable(), "frontOut", worker.id()));

        assertThat(server(vnfc(after, "worker"))).isNotEqualTo(server(worker));
        assertThat(vnfc(after, "worker").id()).isEqualTo(worker.id());
        assertThat(vnfc(after, "front")).isEqualTo(vnfc(before, "front"));
        assertThat(cloud.serverIds()).hasSize(2);
    }

    @Test
    void aBootVolumeIsReplacedWithItsServer() throws Exception {
        var instance = instantiated(Flavours.scalable(), "frontOut");
        var before = resources(instance);

        var after = resources(healVnfcs(
                instance,
                Flavours.scalable(),
                "frontOut",
                vnfc(before, "worker").id()));

        assertThat(after.storages().get(1).id())
                .isEqualTo(before.storages().get(1).id());
        assertThat(after.storages().get(1).storage().resourceId())
                .isNotEqualTo(before.storages().get(1).storage().resourceId());
    }

    @Test
    void aDataVolumeMovesToTheNewServer() throws Exception {
        var instance = instantiated(Flavours.scalable(), "frontOut");
        var before = resources(instance);

        var after = resources(healVnfcs(
                instance, Flavours.scalable(), "frontOut", vnfc(before, "front").id()));

        assertThat(after.storages()).isEqualTo(before.storages());
        assertThat(server(vnfc(after, "front"))).isNotEqualTo(server(vnfc(before, "front")));
    }

    @Test
    void healingTheEntireVnfMakesANewStackAndKeepsTheIds() throws Exception {
        var instance = instantiated(registry, "CP1");
        var before = resources(instance);
        var work = work(registry, "CP1");

        var healed = new PlanRun(work.operationId(), instance).run(cloud.port().healEntireVnf(work));
        var after = resources(healed.instance());

        assertThat(cloud.stackNames()).containsExactly("vnf-" + id);
        assertThat(after.vimState().get("stackId"))
                .isNotEqualTo(before.vimState().get("stackId"));
        assertThat(after.vnfcs().getFirst().id())
                .isEqualTo(before.vnfcs().getFirst().id());
        assertThat(server(after.vnfcs().getFirst()))
                .isNotEqualTo(server(before.vnfcs().getFirst()));
    }

    @Test
    void aFailedReplacementTellsTheReasonAndCanBeRetried() throws Exception {
        var instance = instantiated(registry, "CP1");
        var before = resources(instance).vnfcs().getFirst();
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"No valid host\", \"times\": 1}");
        var work = work(registry, "CP1");
        var run = new PlanRun(work.operationId(), instance);
        var phases = cloud.port().healVnfcs(work, List.of(before.id()));

        assertThatThrownBy(() -> run.run(phases))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("UPDATE_FAILED")
                .hasMessageContaining("No valid host");
        run.run(phases);

        var after = resources(run.instance()).vnfcs().getFirst();
        assertThat(server(after)).isNotEqualTo(server(before));
        assertThat(after.id()).isEqualTo(before.id());
    }

    @Test
    void aHealThatWasGivenUpCanBeFollowedByAnother() throws Exception {
        var instance = instantiated(registry, "CP1");
        var before = resources(instance).vnfcs().getFirst();
        // The first heal replaced the server, but nobody noted the new one.
        healVnfcs(instance, registry, "CP1", before.id());

        var after = resources(healVnfcs(instance, registry, "CP1", before.id()))
                .vnfcs()
                .getFirst();

        assertThat(cloud.serverIds()).containsExactly(server(after));
    }

    @Test
    void aServerThatSomebodyElseReplacedMeanwhileIsLeftAlone() throws Exception {
        var instance = instantiated(registry, "CP1");
        var vnfc = resources(instance).vnfcs().getFirst();
        var work = work(registry, "CP1");
        var run = new PlanRun(work.operationId(), instance);
        var phases = cloud.port().healVnfcs(work, List.of(vnfc.id()));
        // The worker dies when the mark is set, before that is noted.
        cloud.afterCall = () -> {
            if (cloud.calls.getLast().startsWith("PATCH Heat")
                    && cloud.calls.getLast().contains("/resources/")) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> run.run(phases)).isInstanceOf(IllegalStateException.class);
        cloud.afterCall = () -> {};
        String replacement = replacedBySomebody(server(vnfc));

        run.run(phases);

        assertThat(server(resources(run.instance()).vnfcs().getFirst())).isEqualTo(replacement);
        assertThat(cloud.serverIds()).containsExactly(replacement);
        assertThat(cloud.calls)
                .filteredOn(c -> c.startsWith("PATCH") && c.contains("/resources/"))
                .hasSize(1);
    }

    /** As an operator would, who updates the stack by hand. @return the new server */
    private String replacedBySomebody(String old) throws InterruptedException {
        var heat = cloud.look().heat();
        var stack = heat.find("vnf-" + id).orElseThrow().ref();
        heat.update(stack, StackUpdate.nothing(), 5);
        while (cloud.serverIds().contains(old) || heat.show(stack).orElseThrow().isInProgress()) {
            Thread.onSpinWait();
        }
        return cloud.serverIds().getFirst();
    }

    @Test
    void aStackThatIsGoneCannotBeHealedByVnfc() throws Exception {
        var instance = instantiated(registry, "CP1");
        var work = work(registry, "CP1");
        new PlanRun(work.operationId(), instance).run(cloud.port().terminate(work));
        assertThatThrownBy(() -> healVnfcs(
                        instance,
                        registry,
                        "CP1",
                        resources(instance).vnfcs().getFirst().id()))
                .hasMessageContaining("no stack called vnf-" + id);
    }

    private VnfInstance instantiated(DeploymentFlavour flavour, String cpdId) throws Exception {
        var work = work(flavour, cpdId);
        return new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work))
                .instance();
    }

    private VnfInstance healVnfcs(VnfInstance instance, DeploymentFlavour flavour, String cpdId, UUID vnfcId)
            throws Exception {
        var work = work(flavour, cpdId);
        return new PlanRun(work.operationId(), instance)
                .run(cloud.port().healVnfcs(work, List.of(vnfcId)))
                .instance();
    }

    private VimWork work(DeploymentFlavour flavour, String cpdId) throws InterruptedException {
        return cloud.work(id, Packages.empty(), flavour, cloud.net0(cpdId));
    }

    private static VnfResources resources(VnfInstance instance) {
        return instance.instantiated().orElseThrow().resources();
    }

    private static VnfcResourceInfo vnfc(VnfResources resources, String vdu) {
        return resources.vnfcs().stream()
                .filter(v -> v.vduId().equals(vdu))
                .findFirst()
                .orElseThrow();
    }

    private static String server(VnfcResourceInfo vnfc) {
        return vnfc.computeResource().resourceId();
    }
}
