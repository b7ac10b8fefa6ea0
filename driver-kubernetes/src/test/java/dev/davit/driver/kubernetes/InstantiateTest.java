package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.simulator.SimulatedNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clusters of simulated nodes. */
class InstantiateTest {
    private ClusterBed bed = ClusterBed.of(1, 2);

    @AfterEach
    void close() throws Exception {
        bed.close();
    }

    private void use(ClusterBed other) throws Exception {
        bed.close();
        bed = other;
    }

    private String scriptCall(SimulatedNode node) {
        return node.commands().stream()
                .filter(line -> line.contains("install_k8s_cluster.sh") && line.startsWith("flock"))
                .map(line -> line.substring(line.indexOf("install_k8s_cluster.sh") + 23))
                .reduce((first, last) -> last)
                .orElse("");
    }

    @Test
    void allNodesJoin() throws Exception {
        bed.ready();
        assertThat(bed.cluster.api().nodeNames()).containsExactly("master11", "worker51", "worker52");
    }

    @Test
    void theScriptIsCalledByItsContract() throws Exception {
        use(ClusterBed.of(3, 1).ready());
        assertThat(scriptCall(bed.machines.get("10.10.0.11")))
                .isEqualTo("-m 10.10.0.11,10.10.0.12,10.10.0.13 -i 10.10.0.100 -p 192.168.0.0/16 -a 10.96.0.0/12");
        assertThat(scriptCall(bed.machines.get("10.10.0.13")))
                .matches("-m 10.10.0.11,10.10.0.12,10.10.0.13 -i 10.10.0.100 -p 192.168.0.0/16 -a 10.96.0.0/12"
                        + " -t \\w{6}\\.\\w{16} -s [0-9a-f]{64} -k [0-9a-f]{64}");
        assertThat(scriptCall(bed.machines.get("10.10.0.51")))
                .matches("-w 10.10.0.51 -i 10.10.0.100 -t \\w{6}\\.\\w{16} -s [0-9a-f]{64}");
    }

    @Test
    void oneMasterIsItsOwnEndpoint() throws Exception {
        bed.ready();
        assertThat(scriptCall(bed.machines.get("10.10.0.51"))).startsWith("-w 10.10.0.51 -i 10.10.0.11 ");
        assertThat(bed.vims.named("project", "cluster").orElseThrow().authUrl()).isEqualTo("https://10.10.0.11:6443");
    }

    @Test
    void severalMastersAreBehindTheVirtualIp() throws Exception {
        use(ClusterBed.of(3, 0).ready());
        assertThat(bed.vims.named("project", "cluster").orElseThrow().authUrl()).isEqualTo("https://10.10.0.100:16443");
    }

    @Test
    void everyNodeKnowsTheNamesOfAll() throws Exception {
        bed.ready();
        assertThat(bed.machines.values())
                .allSatisfy(node -> assertThat(node.read("/etc/hosts"))
                        .contains(
                                "127.0.0.1 localhost\n",
                                "10.10.0.11 master11\n",
                                "10.10.0.51 worker51\n",
                                "10.10.0.52 worker52\n"));
        assertThat(bed.machines.get("10.10.0.51").hostName()).isEqualTo("worker51");
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        bed.ready();
        String hosts = bed.machines.get("10.10.0.51").read("/etc/hosts");
        var again = bed.instantiate();
        assertThat(again.proceed()).isTrue();
        assertThat(bed.cluster.installed()).hasSize(3);
        assertThat(bed.machines.get("10.10.0.51").read("/etc/hosts")).isEqualTo(hosts);
        assertThat(again.effect("set hosts [masterNode]")).isEqualTo(Effect.NOTHING);
        assertThat(again.effect("install first master [masterNode]")).isEqualTo(Effect.NOTHING);
    }

    @Test
    void workersInstallSideBySideAndMastersOneAfterTheOther() throws Exception {
        use(ClusterBed.of(3, 4));
        bed.cluster.joinsMeet(5);
        bed.ready();
        // four workers and one master at a time
        assertThat(bed.cluster.mostAtOnce()).isEqualTo(5);
    }

    @Test
    void aWorkerWhoseScriptFailsStopsNoOther() throws Exception {
        bed.cluster.failNext("10.10.0.51", "E: Unable to locate package kubeadm");
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(bed.cluster.installed()).contains("10.10.0.11", "10.10.0.52");
        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.describe())
                        .contains(
                                "worker51",
                                "install_k8s_cluster.sh -w 10.10.0.51",
                                "E: Unable to locate package kubeadm")
                        .contains("retry"));
    }

    @Test
    void retryInstallsOnlyWhatIsNotFinished() throws Exception {
        bed.cluster.failNext("10.10.0.51", "no space left on device");
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(run.proceed()).isTrue();
        assertThat(bed.cluster.installed()).containsExactlyInAnyOrder("10.10.0.11", "10.10.0.52", "10.10.0.51");
    }

    @Test
    void aNodeThatIsLostInTheMiddleIsTakenUpByRetry() throws Exception {
        CountDownLatch hangs = bed.cluster.hangNext("10.10.0.51");
        var run = bed.instantiate();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(run::proceed);
            assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();
            bed.machines.get("10.10.0.51").breakConnections();
            assertThat(first.get()).isFalse();
        }
        assertThat(run.failures().getFirst().what()).contains("was lost");
        assertThat(run.proceed()).isTrue();
        assertThat(bed.cluster.installed()).hasSize(3);
    }

    @Test
    void everyJoinGetsATokenOfItsOwn() throws Exception {
        use(ClusterBed.of(2, 0));
        bed.add("masterNode", "10.10.0.13");
        bed.cluster.tokensExpireAtOnce();
        bed.ready();
        assertThat(bed.cluster.api().nodeNames()).hasSize(3);
    }

    @Test
    void aRetryLongAfterTheTokenHasExpiredMakesANewOne() throws Exception {
        bed.cluster.failNext("10.10.0.51", "no space left on device");
        bed.cluster.tokensExpireAtOnce();
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.api().nodeNames()).contains("worker51");
    }

    @Test
    void tokensAndKeysAreNotTold() throws Exception {
        use(ClusterBed.of(3, 1));
        var run = bed.instantiate();
        assertThat(run.proceed()).isTrue();
        assertThat(run.told())
                .doesNotContainPattern("\\b[0-9a-f]{6}\\.[0-9a-f]{16}\\b")
                .contains("token:***");
        assertThat(run.told()).doesNotContainPattern("certificate_key:[0-9a-f]").doesNotContain("the-bearer-token");
        assertThat(run.told()).contains("-k ***");
    }

    @Test
    void nodesWhoseNamesWouldCollideGetLongerOnes() throws Exception {
        bed.add("workerNode", "10.10.1.51");
        bed.ready();
        assertThat(bed.cluster.api().nodeNames()).containsExactly("master11", "worker1-51", "worker51", "worker52");
    }

    @Test
    void workersAreLabelledWithWhereTheyRun() throws Exception {
        bed.vnfcs.add(bed.vnfc(
                UUID.randomUUID(),
                "workerNode",
                "10.10.0.60",
                Map.of("compute.host", "compute3", "server.group", "workers", "compute.zone", "nova")));
        bed.ready();
        assertThat(bed.cluster.api().node("worker60").at("/metadata/labels").toString())
                .contains("\"CIS-node\":\"compute3\"", "\"kubernetes.io/zone\":\"nova\"");
        assertThat(bed.cluster.api().node("worker51").at("/metadata/labels").size())
                .isZero();
    }
}
