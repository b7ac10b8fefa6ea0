package dev.davit.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.VimWork;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls an operation costs a VIM, besides the login and the polls of a wait. */
@Timeout(60)
class CallEconomyTest {
    @AutoClose
    private final LabCloud cloud = new LabCloud();

    private final UUID id = UUID.randomUUID();

    @Test
    void instantiatingOneVduTakesAtMostTwelveCalls() throws Exception {
        run(cloud.instance(id), cloud.port().instantiate(registry(id)));
        assertThat(calls()).hasSizeLessThanOrEqualTo(12).hasSize(7);
    }

    @Test
    void healingAVnfcTakesAtMostTwelveCalls() throws Exception {
        var instance = run(cloud.instance(id), cloud.port().instantiate(registry(id)));
        cloud.calls.clear();
        run(
                instance,
                cloud.port()
                        .healVnfcs(
                                registry(id), List.of(vnfcs(instance).getFirst().id())));
        assertThat(calls()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void healingTheEntireVnfTakesAtMostTwelveCalls() throws Exception {
        var instance = run(cloud.instance(id), cloud.port().instantiate(registry(id)));
        cloud.calls.clear();
        run(instance, cloud.port().healEntireVnf(registry(id)));
        assertThat(calls()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void terminatingTakesTwoCalls() throws Exception {
        var instance = run(cloud.instance(id), cloud.port().instantiate(registry(id)));
        cloud.calls.clear();
        run(instance, cloud.port().terminate(registry(id)));
        assertThat(calls()).hasSize(2);
    }

    @Test
    void scalingOutByAStepTakesAtMostFifteenCalls() throws Exception {
        var instance = run(cloud.instance(id), cloud.port().instantiate(scalable()));
        cloud.calls.clear();
        run(instance, cloud.port().scale(scalable(), new ScaleWork(true, "workers", 1, List.of())));
        assertThat(calls()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void scalingInTwoVnfcsTakesAtMostFifteenCalls() throws Exception {
        var instance = run(cloud.instance(id), cloud.port().instantiate(scalable()));
        instance = run(instance, cloud.port().scale(scalable(), new ScaleWork(true, "workers", 1, List.of())));
        cloud.calls.clear();
        var leaving =
                vnfcs(instance).subList(2, 4).stream().map(VnfcResourceInfo::id).toList();
        run(instance, cloud.port().scale(scalable(), new ScaleWork(false, "workers", 1, leaving)));
        assertThat(calls()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void operationsAtOnceShareOneLogin() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 10)
                    .mapToObj(i -> (Callable<VnfInstance>) () -> {
                        var each = UUID.randomUUID();
                        return run(cloud.instance(each), cloud.port().instantiate(registry(each)));
                    })
                    .toList();
            for (var done : pool.invokeAll(all)) {
                assertThat(vnfcs(done.get())).hasSize(1);
            }
        }
        assertThat(cloud.calls).filteredOn(c -> c.contains("Keystone")).hasSize(1);
    }

    private VimWork registry(UUID instance) throws InterruptedException {
        return cloud.work(
                instance, Packages.empty(), Flavours.registry(Flavours.image("debian-12")), cloud.net0("CP1"));
    }

    private VimWork scalable() throws InterruptedException {
        return cloud.work(id, Packages.empty(), Flavours.scalable(), cloud.net0("frontOut"));
    }

    private static VnfInstance run(VnfInstance instance, List<Phase> phases) throws Exception {
        return new PlanRun(UUID.randomUUID(), instance).run(phases).instance();
    }

    private List<String> calls() {
        return cloud.calls.stream()
                .filter(c -> !c.contains("Keystone") && !isPoll(c))
                .toList();
    }

    private static boolean isPoll(String call) {
        return call.contains("resolve_outputs") || call.contains("/stacks?id=") || call.contains("/events");
    }

    private static List<VnfcResourceInfo> vnfcs(VnfInstance instance) {
        return instance.instantiated().map(InstantiatedVnfInfo::vnfcs).orElseThrow();
    }
}
