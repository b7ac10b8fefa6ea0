package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.testbed.LanesRun;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Healing clusters of simulated nodes: three masters, two workers. */
class HealTest {
    private final ClusterBed bed = ClusterBed.of(3, 2);

    @AfterEach
    void close() throws Exception {
        bed.close();
    }

    private LanesRun before(VnfcResourceInfo vnfc) {
        return bed.run(LifecycleHook.HEAL_START, ClusterBed.heal(vnfc), Optional.empty());
    }

    private LanesRun after(VnfcResourceInfo vnfc) {
        return bed.run(LifecycleHook.HEAL_END, ClusterBed.heal(vnfc), Optional.empty());
    }

    private static void succeed(LanesRun run) throws Exception {
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
    }

    private void heal(VnfcResourceInfo vnfc) throws Exception {
        succeed(before(vnfc));
        bed.replace(vnfc);
        succeed(after(vnfc));
    }

    @Test
    void aDeadWorkerIsReplacedThoughItsPodsNeverEnd() throws Exception {
        bed.ready();
        bed.cluster.api().addPod("db", "worker51", "StatefulSet");
        bed.cluster.api().hold("db");
        bed.cluster.api().lost("worker51");
        bed.cluster.destroy("10.10.0.51");
        VnfcResourceInfo worker = bed.vnfcs.get(3);
        var run = before(worker);
        succeed(run);
        assertThat(run.told()).contains("it is replaced all the same", "default/db");
        assertThat(bed.cluster.api().nodeNames()).doesNotContain("worker51");
    }

    @Test
    void aHealedWorkerJoinsAgainWithItsRegistriesAndNames() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        bed.ready();
        heal(bed.vnfcs.get(3));
        assertThat(bed.cluster.api().nodeNames()).contains("worker51");
        assertThat(bed.machines.get("10.10.0.51").read("/etc/hosts")).contains("master11", "worker52");
        assertThat(bed.machines.get("10.10.0.51").exists("/etc/containerd/certs.d/10.10.0.5:5000/hosts.toml"))
                .isTrue();
    }

    @Test
    void aHealedWorkerHasTheLabelsThatItHad() throws Exception {
        bed.ready();
        ObjectNode labels = ((ObjectNode) bed.cluster.api().node("worker51").get("metadata")).putObject("labels");
        labels.put("disk", "ssd")
                .put("node-role.kubernetes.io/edge", "")
                .put("topology.kubernetes.io/zone", "where it was")
                .put("CIS-node", "where it was");
        succeed(bed.wholeHeal(bed.vnfcs.get(3)));
        assertThat(bed.cluster.api().node("worker51").at("/metadata/labels").toString())
                .contains("\"disk\":\"ssd\"", "node-role.kubernetes.io/edge")
                .doesNotContain("where it was");
    }

    @Test
    void aMastersHealRegistersTheClusterAsItIsNow() throws Exception {
        bed.ready();
        bed.vims.remove(bed.instance().id(), "cluster");
        heal(bed.vnfcs.get(1));
        assertThat(bed.vims.named("project", "cluster").orElseThrow().authUrl()).isEqualTo("https://10.10.0.100:16443");
    }

    @Test
    void aMasterLeavesEtcdBeforeItsNodeObjectGoes() throws Exception {
        bed.ready();
        VnfcResourceInfo first = bed.vnfcs.getFirst();
        var run = before(first);
        succeed(run);
        assertThat(run.started())
                .extracting(step -> step.substring(0, step.indexOf(" [")))
                .containsExactly("drain node", "remove etcd member", "remove node");
        assertThat(bed.cluster.etcd().addresses()).containsExactly("10.10.0.12", "10.10.0.13");
        bed.replace(first);
        succeed(after(first));
        assertThat(bed.cluster.etcd().addresses()).contains("10.10.0.11");
    }

    @Test
    void theLoadBalancersOfAllMastersKnowTheNewOne() throws Exception {
        bed.ready();
        heal(bed.vnfcs.get(1));
        assertThat(bed.machines.get("10.10.0.13").read("/etc/haproxy/haproxy.cfg"))
                .contains("server master11 10.10.0.11:6443", "server master12 10.10.0.12:6443", "bind *:16443");
    }

    @Test
    void anotherWorkerThatIsDownDoesNotStopAHeal() throws Exception {
        bed.ready();
        bed.cluster.api().lost("worker52");
        bed.cluster.destroy("10.10.0.52");
        VnfcResourceInfo worker = bed.vnfcs.get(3);
        succeed(before(worker));
        bed.replace(worker);
        var run = after(worker);
        succeed(run);
        assertThat(bed.cluster.api().nodeNames()).contains("worker51");
        assertThat(run.told())
                .containsPattern("worker52 .* is down and keeps what it has; heal it: no SSH server answers")
                .contains("not waited for: worker52");
    }

    @Test
    void aNodeThatTheClusterSeesReadyIsNotPassedOver() throws Exception {
        bed.ready();
        VnfcResourceInfo worker = bed.vnfcs.get(3);
        succeed(before(worker));
        bed.replace(worker);
        bed.cluster.destroy("10.10.0.52");
        var run = after(worker);
        assertThat(run.proceed()).isFalse();
        assertThat(run.failures().getFirst().what()).contains("no SSH server answers");
    }

    @Test
    void deadMastersAreHealedOneByOne() throws Exception {
        try (var five = ClusterBed.of(5, 0).ready()) {
            for (String dead : List.of("14", "15")) {
                five.cluster.api().lost("master" + dead);
                five.cluster.destroy("10.10.0." + dead);
            }
            VnfcResourceInfo fourth = five.vnfcs.get(3);
            var request = ClusterBed.heal(fourth);
            succeed(five.run(LifecycleHook.HEAL_START, request, Optional.empty()));
            five.renew(fourth);
            succeed(five.run(LifecycleHook.HEAL_END, request, Optional.empty()));
            assertThat(five.cluster.etcd().addresses()).contains("10.10.0.14");
            assertThat(five.machines.get("10.10.0.11").read("/etc/haproxy/haproxy.cfg"))
                    .contains("server master14 10.10.0.14:6443");
        }
    }

    @Test
    void aMasterWithoutWhomTheMajorityWouldBeLostIsNotHealed() throws Exception {
        bed.ready();
        bed.cluster.destroy("10.10.0.12");
        var driver = bed.driver();
        var work = bed.work(Optional.empty());
        assertThatThrownBy(() -> driver.validate(work, ClusterBed.heal(bed.vnfcs.getFirst())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409))
                .hasMessageContaining("only 1 of those that stay are healthy; not healthy: master12");
        assertThatCode(() -> driver.validate(work, ClusterBed.heal(bed.vnfcs.get(1))))
                .doesNotThrowAnyException();
    }

    @Test
    void twoOfThreeMastersAtOnceAreRefused() throws Exception {
        var driver = bed.driver();
        var work = bed.work(Optional.empty());
        assertThatThrownBy(() -> driver.validate(work, ClusterBed.heal(bed.vnfcs.get(0), bed.vnfcs.get(1))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("etcd has 3 members and needs 2");
    }

    @Test
    void theOnlyMasterCannotBeHealed() throws Exception {
        try (var single = ClusterBed.of(1, 1)) {
            var driver = single.driver();
            var work = single.work(Optional.empty());
            assertThatThrownBy(() -> driver.validate(work, ClusterBed.heal(single.vnfcs.getFirst())))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("is the only one");
        }
    }

    @Test
    void healingTheEntireVnfInstallsAndRegistersAnew() throws Exception {
        bed.ready();
        var vim = bed.vims.named("project", "cluster").orElseThrow();
        for (VnfcResourceInfo vnfc : List.copyOf(bed.vnfcs)) {
            bed.replace(vnfc);
        }
        assertThat(bed.run(LifecycleHook.HEAL_START, ClusterBed.heal(), Optional.empty())
                        .proceed())
                .isTrue();
        succeed(bed.run(LifecycleHook.HEAL_END, ClusterBed.heal(), Optional.empty()));
        assertThat(bed.cluster.installed()).hasSize(10);
        assertThat(bed.vims.named("project", "cluster").orElseThrow().id()).isEqualTo(vim.id());
    }
}
