package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The aspect "workers" adds two VNFCs of VDU "worker" a step; one is there at first, five may be. */
@Timeout(60)
class ScaleTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();

    @Test
    void aScaleOutAddsEachStepsVnfcsBySignals() throws Exception {
        var scaled = out(instantiated(), 2);

        assertThat(workers(scaled)).hasSize(5);
        assertThat(signals("workers_worker_scale_out", scaled)).isEqualTo(2);
        assertThat(cloud.serverIds()).hasSize(6);
    }

    @Test
    void aScaleOutKeepsTheVnfcsThatAreThereAndPutsTheNewOnesBehind() throws Exception {
        var before = instantiated();
        var after = out(before, 1);
        assertThat(vnfcs(after).subList(0, 2)).isEqualTo(vnfcs(before));
        assertThat(vnfcs(out(after, 1)).subList(0, 4)).isEqualTo(vnfcs(after));
    }

    @Test
    void aScaleInRemovesJustTheVnfcsChosen() throws Exception {
        var before = out(instantiated(), 2);
        var all = workers(before);
        var leaving = List.of(all.get(1), all.get(3));

        var after = in(before, 1, leaving);

        assertThat(workers(after)).containsExactly(all.get(0), all.get(2), all.get(4));
        assertThat(cloud.serverIds())
                .doesNotContain(server(all.get(1)), server(all.get(3)))
                .hasSize(4);
    }

    @Test
    void aHealAfterAScaleOutKeepsTheSize() throws Exception {
        var scaled = out(instantiated(), 1);
        var work = work();
        var target = workers(scaled).getLast();

        var healed = new PlanRun(work.operationId(), scaled)
                .run(cloud.port().healVnfcs(work, List.of(target.id())))
                .instance();

        assertThat(workers(healed))
                .hasSize(3)
                .extracting(VnfcResourceInfo::id)
                .containsExactlyElementsOf(
                        workers(scaled).stream().map(VnfcResourceInfo::id).toList());
    }

    @Test
    void theUndoOfAScaleOutRemovesWhatWasAdded() throws Exception {
        var before = instantiated();
        var work = work();
        var phases = cloud.port().scale(work, outWork(2));
        var run = new PlanRun(work.operationId(), before).run(phases);
        assertThat(workers(run.instance())).hasSize(5);

        run.undo(phases);

        assertThat(cloud.serverIds())
                .containsExactlyInAnyOrderElementsOf(
                        vnfcs(before).stream().map(ScaleTest::server).toList());
        run.undo(phases);
        assertThat(workers(out(before, 1))).hasSize(3);
    }

    @Test
    void aFailedScaleOutTellsTheReasonAndCanBeRetried() throws Exception {
        var before = instantiated();
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"Quota exceeded for cores\", \"times\": 1}");
        var work = work();
        var phases = cloud.port().scale(work, outWork(1));
        var run = new PlanRun(work.operationId(), before);

        assertThatThrownBy(() -> run.run(phases))
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        e -> assertThat(e.failure().describe())
                                .contains(
                                        "worker (OS::Nova::Server)",
                                        "Quota exceeded for cores",
                                        "Raise the project's quota"));
        run.run(phases);

        assertThat(workers(run.instance())).hasSize(3);
        assertThat(vnfcs(run.instance()).subList(0, 2)).isEqualTo(vnfcs(before));
    }

    @Test
    void aFailedScaleOutCanBeUndone() throws Exception {
        var before = instantiated();
        cloud.fault("{\"resourceType\": \"OS::Nova::Server\", \"reason\": \"no\", \"times\": 1}");
        var work = work();
        var phases = cloud.port().scale(work, outWork(2));
        var run = new PlanRun(work.operationId(), before);
        assertThatThrownBy(() -> run.run(phases)).isInstanceOf(StepFailedException.class);

        run.undo(phases);

        assertThat(cloud.serverIds())
                .containsExactlyInAnyOrderElementsOf(
                        vnfcs(before).stream().map(ScaleTest::server).toList());
    }

    @Test
    void whatAGivenUpScaleOutLeftGoesWithTheNextScaleIn() throws Exception {
        var before = out(instantiated(), 1);
        // Nobody noted these two.
        out(before, 1);
        var leaving = workers(before).subList(1, 3);

        var after = in(before, 1, leaving);

        assertThat(workers(after)).containsExactly(workers(before).getFirst());
        assertThat(cloud.serverIds()).hasSize(2);
    }

    @Test
    void whatAGivenUpScaleOutLeftIsTakenByTheNextOne() throws Exception {
        var before = instantiated();
        out(before, 1);
        var after = out(before, 1);
        assertThat(workers(after)).hasSize(3);
        assertThat(signals("workers_worker_scale_out", after)).isEqualTo(1);
    }

    @Test
    void anAspectOfTwoVdusScalesBoth() throws Exception {
        var flavour = Flavours.scaledTogether();
        var work = cloud.work(id, Packages.empty(), flavour);
        var before = new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work))
                .instance();

        var out = new PlanRun(UUID.randomUUID(), before)
                .run(cloud.port().scale(work, new ScaleWork(true, "all", 2, List.of())))
                .instance();
        assertThat(vdus(out)).containsExactly("cache", "cache", "cache", "cache", "cache", "web", "web", "web");

        var leaving =
                vnfcs(out).stream().filter(v -> !vnfcs(before).contains(v)).toList();
        var chosen = List.of(
                leaving.stream()
                        .filter(v -> v.vduId().equals("web"))
                        .findFirst()
                        .orElseThrow(),
                leaving.stream()
                        .filter(v -> v.vduId().equals("cache"))
                        .findFirst()
                        .orElseThrow(),
                leaving.stream()
                        .filter(v -> v.vduId().equals("cache"))
                        .skip(2)
                        .findFirst()
                        .orElseThrow());
        var scale = new ScaleWork(
                false, "all", 1, chosen.stream().map(VnfcResourceInfo::id).toList());
        var in = new PlanRun(UUID.randomUUID(), out)
                .run(cloud.port().scale(work, scale))
                .instance();
        assertThat(vdus(in)).containsExactly("cache", "cache", "cache", "web", "web");
        assertThat(vnfcs(in)).doesNotContainAnyElementsOf(chosen);
    }

    private static List<String> vdus(VnfInstance instance) {
        return vnfcs(instance).stream().map(VnfcResourceInfo::vduId).sorted().toList();
    }

    @Test
    void aRateLimitIsRiddenOut() throws Exception {
        var before = instantiated();
        cloud.fault("{\"path\": \"/heat/*\", \"method\": \"*\", \"status\": 429, \"retryAfter\": 1, \"times\": 3}");
        assertThat(workers(out(before, 1))).hasSize(3);
        assertThat(cloud.calls).filteredOn(c -> c.endsWith(" 429")).hasSize(3);
    }

    @Test
    void aStepMoreThanTheGroupHoldsSaysSo() throws Exception {
        var before = instantiated();
        assertThatThrownBy(() -> out(before, 3))
                .hasMessageContaining("5 healthy of 5")
                .hasMessageContaining("7 were wanted");
    }

    private VnfInstance instantiated() throws Exception {
        var work = work();
        return new PlanRun(work.operationId(), cloud.instance(id))
                .run(cloud.port().instantiate(work))
                .instance();
    }

    private VnfInstance out(VnfInstance instance, int steps) throws Exception {
        return scale(instance, outWork(steps));
    }

    private VnfInstance in(VnfInstance instance, int steps, List<VnfcResourceInfo> leaving) throws Exception {
        return scale(
                instance,
                new ScaleWork(
                        false,
                        "workers",
                        steps,
                        leaving.stream().map(VnfcResourceInfo::id).toList()));
    }

    private VnfInstance scale(VnfInstance instance, ScaleWork scale) throws Exception {
        var work = work();
        List<Phase> phases = cloud.port().scale(work, scale);
        return new PlanRun(work.operationId(), instance).run(phases).instance();
    }

    private static ScaleWork outWork(int steps) {
        return new ScaleWork(true, "workers", steps, List.of());
    }

    private VimWork work() throws InterruptedException {
        return cloud.work(id, Packages.empty(), Flavours.scalable(), cloud.net0("frontOut"));
    }

    private int signals(String policy, VnfInstance instance) throws InterruptedException {
        Map<String, String> state = instance.instantiated().orElseThrow().vimState();
        String path = "/stacks/" + state.get("stackName") + "/" + state.get("stackId") + "/resources/" + policy
                + "/events?resource_action=SIGNAL";
        return cloud.get(Service.HEAT, path).path("events").size();
    }

    private static List<VnfcResourceInfo> vnfcs(VnfInstance instance) {
        return instance.instantiated().orElseThrow().vnfcs();
    }

    private static List<VnfcResourceInfo> workers(VnfInstance instance) {
        return vnfcs(instance).stream().filter(v -> v.vduId().equals("worker")).toList();
    }

    private static String server(VnfcResourceInfo vnfc) {
        return vnfc.computeResource().resourceId();
    }
}
