package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Runs a driver's hook as the engine would, one step after the other, and remembers what was told. */
final class Run implements StepContext {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

    private final VnfInstance instance;
    private final Map<StepId, Map<String, String>> results = new HashMap<>();
    final Map<String, StepResult.Effect> effects = new LinkedHashMap<>();
    final List<String> events = java.util.Collections.synchronizedList(new ArrayList<>());

    private Run(VnfInstance instance) {
        this.instance = instance;
    }

    static LcmRequest.Instantiate instantiate() {
        return new LcmRequest.Instantiate(
                "simple",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                JsonMapper.shared().createObjectNode());
    }

    static LcmRequest.Heal heal(UUID... vnfcs) {
        return new LcmRequest.Heal(
                Optional.empty(), List.of(vnfcs), JsonMapper.shared().createObjectNode());
    }

    static Run of(PrivateRegistryDriver driver, DriverWork work) throws StepFailedException, InterruptedException {
        var run = new Run(work.instance());
        run.run(driver.hook(LifecycleHook.INSTANTIATE_END, work, instantiate()));
        return run;
    }

    /** For steps that are run one by one. */
    static StepContext watching(Network network) {
        return new Run(network.instance());
    }

    /** The steps' ids, lane by lane, without running them. */
    static List<List<String>> plan(
            PrivateRegistryDriver driver, LifecycleHook hook, DriverWork work, LcmRequest request) {
        var run = new Run(work.instance());
        return driver.hook(hook, work, request).stream()
                .flatMap(phase -> phase.lanes().apply(run).stream())
                .map(lane -> lane.stream().map(step -> step.id().toString()).toList())
                .toList();
    }

    private void run(List<Phase> phases) throws StepFailedException, InterruptedException {
        for (Phase phase : phases) {
            for (List<Step> lane : phase.lanes().apply(this)) {
                for (Step step : lane) {
                    StepResult result = step.run(this);
                    results.put(step.id(), result.values());
                    effects.put(step.id().name(), result.effect());
                }
            }
        }
    }

    @Override
    public UUID operationId() {
        return instance.id();
    }

    @Override
    public VnfInstance instance() {
        return instance;
    }

    @Override
    public boolean repeated() {
        return false;
    }

    @Override
    public Optional<Map<String, String>> resultOf(StepId step) {
        return Optional.ofNullable(results.get(step));
    }

    /** Shorter than asked for, so that tests are quick; how often is tried stays the same. */
    @Override
    public void pause(Duration duration) throws InterruptedException {
        Duration wait = duration.compareTo(LONGEST_PAUSE) < 0 ? duration : LONGEST_PAUSE;
        if (new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    @Override
    public void progress(String message) {
        events.add(message);
    }

    @Override
    public void command(String host, String command) {
        events.add("$ " + command);
    }

    @Override
    public void output(String host, String line) {
        events.add("| " + line);
    }
}
