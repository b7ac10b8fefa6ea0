package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.openstack.http.Service;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The worker dies after each single call to the cloud in turn, before it could note what came of it; another one goes on. */
@Timeout(120)
class KilledWorkerTest {
    private static final String FILE = "Files/images/os.img";

    /** There are hundreds of waits for a lab that is quick. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Plan {
        List<Phase> phases();
    }

    private interface Round {
        /** @return whether somebody was killed: there were that many calls */
        boolean killedAfter(int calls) throws Exception;
    }

    /** @return in which round nobody was killed any more */
    private static int killedAfterEachCall(Round round) throws Exception {
        int calls = 1;
        while (round.killedAfter(calls)) {
            calls++;
        }
        return calls;
    }

    @Test
    void anInstantiateMakesEverythingOnce() throws Exception {
        var pack = Packages.of(Map.of(FILE, "a disk".getBytes(StandardCharsets.UTF_8)));
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var flavour = Flavours.registry(Flavours.packaged("os" + calls, FILE));
            var work = cloud.work(id, pack, flavour, cloud.net0("CP1"));
            var run = planRun(work.operationId(), cloud.instance(id));

            boolean killed = runKilledAfter(calls, run, () -> cloud.port().instantiate(work));

            assertThat(cloud.stackNames()).containsExactly("vnf-" + id);
            assertThat(cloud.serverIds()).hasSize(1);
            assertThat(cloud.look().glance().named("os" + calls)).hasSize(1);
            assertThat(run.instance().instantiated().orElseThrow().vnfcs()).hasSize(1);
            terminate(work, run.instance());
            return killed;
        });
        assertThat(rounds).isGreaterThan(8);
    }

    @Test
    void aHealReplacesTheServerOnce() throws Exception {
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var work = registry(id);
            var instance = instantiated(work);
            var vnfc = onlyVnfc(instance);
            var heal = registry(id);
            var run = planRun(heal.operationId(), instance);

            boolean killed = runKilledAfter(calls, run, () -> cloud.port().healVnfcs(heal, List.of(vnfc.id())));

            var healed = onlyVnfc(run.instance());
            assertThat(healed.id()).isEqualTo(vnfc.id());
            assertThat(healed.computeResource()).isNotEqualTo(vnfc.computeResource());
            assertThat(serversMade(run.instance())).isEqualTo(2);
            terminate(work, run.instance());
            return killed;
        });
        assertThat(rounds).isGreaterThan(7);
    }

    @Test
    void aHealOfTheEntireVnfMakesOneNewStack() throws Exception {
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var work = registry(id);
            var instance = instantiated(work);
            var heal = registry(id);
            var run = planRun(heal.operationId(), instance);

            boolean killed = runKilledAfter(calls, run, () -> cloud.port().healEntireVnf(heal));

            assertThat(cloud.stackNames()).containsExactly("vnf-" + id);
            assertThat(onlyVnfc(run.instance()).id())
                    .isEqualTo(onlyVnfc(instance).id());
            assertThat(serversMade(run.instance())).isEqualTo(1);
            terminate(work, run.instance());
            return killed;
        });
        assertThat(rounds).isGreaterThan(9);
    }

    @Test
    void aScaleOutNeverScalesTwice() throws Exception {
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var work = scalable(id);
            var instance = instantiated(work);
            var scale = scalable(id);
            var run = planRun(scale.operationId(), instance);
            var steps = new ScaleWork(true, "workers", 2, List.of());

            boolean killed = runKilledAfter(calls, run, () -> cloud.port().scale(scale, steps));

            assertThat(cloud.serverIds()).hasSize(6);
            assertThat(run.instance().instantiated().orElseThrow().vnfcs()).hasSize(6);
            terminate(work, run.instance());
            return killed;
        });
        assertThat(rounds).isGreaterThan(10);
    }

    @Test
    void aScaleInRemovesJustTheChosen() throws Exception {
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var work = scalable(id);
            var instance = planRun(work.operationId(), instantiated(work))
                    .run(cloud.port().scale(work, new ScaleWork(true, "workers", 1, List.of())))
                    .instance();
            var all = instance.instantiated().orElseThrow().vnfcs();
            var scale = scalable(id);
            var run = planRun(scale.operationId(), instance);
            var leaving = List.of(all.get(1).id(), all.get(2).id());

            boolean killed = runKilledAfter(
                    calls, run, () -> cloud.port().scale(scale, new ScaleWork(false, "workers", 1, leaving)));

            assertThat(run.instance().instantiated().orElseThrow().vnfcs()).containsExactly(all.get(0), all.get(3));
            assertThat(cloud.serverIds()).hasSize(2);
            terminate(work, run.instance());
            return killed;
        });
        assertThat(rounds).isGreaterThan(8);
    }

    @Test
    void aTerminateLeavesNothing() throws Exception {
        int rounds = killedAfterEachCall(calls -> {
            var id = UUID.randomUUID();
            var work = registry(id);
            var instance = instantiated(work);
            boolean killed = runKilledAfter(
                    calls,
                    planRun(UUID.randomUUID(), instance),
                    () -> cloud.port().terminate(work));
            assertThat(cloud.stackNames()).isEmpty();
            return killed;
        });
        assertThat(rounds).isGreaterThan(3);
    }

    @Test
    void stepsWhoseResultWasForgottenDoNothingTwice() throws Exception {
        var id = UUID.randomUUID();
        var work = registry(id);
        var run = planRun(work.operationId(), cloud.instance(id))
                .runEachStepTwice(cloud.port().instantiate(work));
        assertThat(run.result("stack create").orElseThrow().effect().name()).isEqualTo("NOTHING");

        var vnfc = onlyVnfc(run.instance());
        var heal = registry(id);
        var healing = planRun(heal.operationId(), run.instance())
                .runEachStepTwice(cloud.port().healVnfcs(heal, List.of(vnfc.id())));
        assertThat(healing.result("stack update").orElseThrow().effect().name()).isEqualTo("NOTHING");
        assertThat(serversMade(healing.instance())).isEqualTo(2);
    }

    /** @return whether there were that many calls to be killed after */
    private boolean runKilledAfter(int calls, PlanRun run, Plan plan) throws Exception {
        cloud.restartPort();
        var left = new AtomicInteger(calls);
        cloud.afterCall = () -> {
            if (left.decrementAndGet() == 0) {
                throw new Killed();
            }
        };
        try {
            run.run(plan.phases());
            return false;
        } catch (Killed e) {
            cloud.restartPort();
            run.run(plan.phases());
            return true;
        } finally {
            cloud.afterCall = () -> {};
        }
    }

    /** How often Heat has begun to make the server of the registry. */
    private int serversMade(VnfInstance instance) throws InterruptedException {
        var state = instance.instantiated().orElseThrow().vimState();
        String path = "/stacks/" + state.get("stackName") + "/" + state.get("stackId")
                + "/resources/PrivateRegistryVDU/events";
        int made = 0;
        for (var event : cloud.get(Service.HEAT, path).path("events")) {
            made += event.path("resource_status").stringValue().equals("CREATE_IN_PROGRESS") ? 1 : 0;
        }
        return made;
    }

    private VimWork scalable(UUID id) throws InterruptedException {
        return cloud.work(id, Packages.empty(), Flavours.scalable(), cloud.net0("frontOut"));
    }

    private VnfInstance instantiated(VimWork work) throws Exception {
        return planRun(work.operationId(), cloud.instance(work.instanceId()))
                .run(cloud.port().instantiate(work))
                .instance();
    }

    private VimWork registry(UUID id) throws InterruptedException {
        return cloud.work(id, Packages.empty(), Flavours.registry(Flavours.image("debian-12")), cloud.net0("CP1"));
    }

    private static PlanRun planRun(UUID operationId, VnfInstance instance) {
        return new PlanRun(operationId, instance, LONGEST_PAUSE);
    }

    private static VnfcResourceInfo onlyVnfc(VnfInstance instance) {
        return instance.instantiated().orElseThrow().vnfcs().getFirst();
    }

    private void terminate(VimWork work, VnfInstance instance) throws Exception {
        planRun(UUID.randomUUID(), instance).run(cloud.port().terminate(work));
    }
}
