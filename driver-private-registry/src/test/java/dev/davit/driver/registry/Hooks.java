package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.testbed.PlanRun;
import dev.davit.testbed.Requests;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.time.Duration;
import java.util.List;

/** What the driver does at its hooks. */
final class Hooks {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

    private Hooks() {}

    static PlanRun watching(DriverWork work) {
        return new PlanRun(work.instance().id(), work.instance(), LONGEST_PAUSE);
    }

    static PlanRun instantiate(PrivateRegistryDriver driver, DriverWork work)
            throws StepFailedException, InterruptedException {
        return watching(work).run(driver.hook(LifecycleHook.INSTANTIATE_END, work, Requests.instantiate()));
    }

    /** The steps' ids, lane by lane, without running them. */
    static List<List<String>> plan(
            PrivateRegistryDriver driver, LifecycleHook hook, DriverWork work, LcmRequest request) {
        var context = watching(work).context();
        return driver.hook(hook, work, request).stream()
                .flatMap(phase -> phase.lanes().apply(context).stream())
                .map(lane -> lane.stream().map(step -> step.id().toString()).toList())
                .toList();
    }
}
