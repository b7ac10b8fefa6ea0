package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.testbed.LanesRun;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Scaling clusters of simulated nodes. */
class ScaleTest {
    private final ClusterBed bed = ClusterBed.of(1, 2);

    @AfterEach
    void close() throws Exception {
        bed.close();
    }

    private static LcmRequest.Scale request(boolean out, String aspect) {
        return new LcmRequest.Scale(out, aspect, 1, JsonMapper.shared().createObjectNode());
    }

    private VnfcResourceInfo lastWorker() {
        return bed.vnfcs.getLast();
    }

    private LanesRun scaleIn() {
        var scale =
                new ScaleWork(false, "worker_instance", 1, List.of(lastWorker().id()));
        return bed.run(LifecycleHook.SCALE_START, request(false, "worker_instance"), Optional.of(scale));
    }

    @Test
    void theLeavingWorkerIsDrainedAndDeleted() throws Exception {
        bed.ready();
        bed.cluster.api().addPod("web", "worker52", "ReplicaSet");
        bed.cluster.api().addPod("log", "worker52", "DaemonSet");
        bed.cluster.api().addPod("other", "worker51", "ReplicaSet");
        var run = scaleIn();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.api().evicted()).containsExactly("web");
        assertThat(bed.cluster.api().nodeNames()).containsExactly("master11", "worker51");
    }

    @Test
    void theOthersForgetItsName() throws Exception {
        bed.ready();
        var scale = Optional.of(
                new ScaleWork(false, "worker_instance", 1, List.of(lastWorker().id())));
        var phases = bed.driver().hook(LifecycleHook.SCALE_END, bed.work(scale), request(false, "worker_instance"));
        bed.vnfcs.removeLast();
        var run = new LanesRun(bed.instance(), phases);
        assertThat(run.proceed()).isTrue();
        assertThat(bed.machines.get("10.10.0.11").read("/etc/hosts"))
                .contains("worker51")
                .doesNotContain("worker52");
    }

    @Test
    void aPodThatADisruptionBudgetHoldsIsReported() throws Exception {
        bed.ready();
        bed.cluster.api().addPod("db", "worker52", "StatefulSet");
        bed.cluster.api().hold("db");
        var run = scaleIn();
        assertThat(run.proceed()).isFalse();
        assertThat(run.failures().getFirst().describe())
                .contains("1 pods are still on worker52", "default/db", "disruption budget db-budget", "retry");
        assertThat(bed.cluster.api().nodeNames()).contains("worker52");
        bed.cluster.api().release("db");
        assertThat(run.proceed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "500, This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
        "403, admission webhook \"guard.example\" denied the request"
    })
    void anEvictionThatIsRefusedForAnotherReasonIsReportedWithIt(int status, String reason) throws Exception {
        bed.ready();
        bed.cluster.api().addPod("db", "worker52", "StatefulSet");
        bed.cluster.api().addPod("web", "worker52", "ReplicaSet");
        bed.cluster.api().refuse("db", status, reason);
        var run = scaleIn();
        assertThat(run.proceed()).isFalse();
        assertThat(bed.cluster.api().evicted()).containsExactly("web");
        assertThat(run.failures().getFirst().describe()).contains("1 pods are still on worker52", "default/db", reason);
        bed.cluster.api().release("db");
        assertThat(run.proceed()).isTrue();
    }

    @Test
    void aLargeClusterIsAskedForItsNodesInPages() throws Exception {
        for (int i = 100; i < 200; i++) {
            bed.cluster.api().addNode("another" + i, "10.11.0." + i);
        }
        bed.ready();
        assertThat(scaleIn().proceed()).isTrue();
        assertThat(bed.cluster.api().nodeNames()).hasSize(102);
        assertThat(bed.cluster.api().largestList()).isLessThanOrEqualTo(50);
    }

    @Test
    void manyWorkersThatLeaveAtOnceDoNotCrowdTheMastersDoor() throws Exception {
        bed.ready();
        var leaving = new ArrayList<UUID>();
        for (int i = 0; i < 16; i++) {
            VnfcResourceInfo worker = bed.add("workerNode", "10.10.0." + (100 + i));
            bed.cluster.api().addNode("worker" + (100 + i), "10.10.0." + (100 + i));
            leaving.add(worker.id());
        }
        var scale = new ScaleWork(false, "worker_instance", 16, leaving);
        var run = bed.run(LifecycleHook.SCALE_START, request(false, "worker_instance"), Optional.of(scale));
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.api().nodeNames()).hasSize(3);
        assertThat(bed.machines.get("10.10.0.11").mostAtTheDoor()).isLessThanOrEqualTo(4);
    }

    @Test
    void newWorkersJoinWithRegistriesAndNames() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        bed.ready();
        var scale = Optional.of(new ScaleWork(true, "worker_instance", 2, List.of()));
        var phases = bed.driver().hook(LifecycleHook.SCALE_END, bed.work(scale), request(true, "worker_instance"));
        bed.add("workerNode", "10.10.0.53");
        bed.add("workerNode", "10.10.0.54");
        var run = new LanesRun(bed.instance(), phases);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.api().nodeNames()).contains("worker53", "worker54");
        assertThat(bed.cluster.installed()).hasSize(5);
        assertThat(bed.machines.get("10.10.0.11").read("/etc/hosts")).containsOnlyOnce("worker53");
        assertThat(bed.machines.get("10.10.0.54").exists("/etc/containerd/certs.d/10.10.0.5:5000/hosts.toml"))
                .isTrue();
    }

    @Test
    void anotherWorkerThatIsDownStopsNeitherScaleOutNorScaleIn() throws Exception {
        bed.ready();
        bed.cluster.api().lost("worker51");
        bed.cluster.destroy("10.10.0.51");
        var out = Optional.of(new ScaleWork(true, "worker_instance", 1, List.of()));
        var phases = bed.driver().hook(LifecycleHook.SCALE_END, bed.work(out), request(true, "worker_instance"));
        bed.add("workerNode", "10.10.0.53");
        var run = new LanesRun(bed.instance(), phases);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.api().nodeNames()).contains("worker53");
        var in = Optional.of(
                new ScaleWork(false, "worker_instance", 1, List.of(lastWorker().id())));
        phases = bed.driver().hook(LifecycleHook.SCALE_END, bed.work(in), request(false, "worker_instance"));
        bed.vnfcs.removeLast();
        run = new LanesRun(bed.instance(), phases);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
    }

    @Test
    void mastersCannotBeScaled() throws Exception {
        var driver = bed.driver();
        var work = bed.work(Optional.of(new ScaleWork(true, "master_instance", 1, List.of())));
        assertThatThrownBy(() -> driver.validate(work, request(true, "master_instance")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409))
                .hasMessageContaining("cannot be scaled");
    }
}
