package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.List;

/** A driver with three hosts, each configured in two steps beside the others, after a phase of its own. */
record SmallDriver(Script script) implements ManagementDriver {
    static final List<String> HOSTS = List.of("a", "b", "c");

    @Override
    public String name() {
        return "small-driver";
    }

    @Override
    public void validate(DriverWork work, LcmRequest request) {}

    @Override
    public List<Phase> hook(LifecycleHook hook, DriverWork work, LcmRequest request) {
        script.asked(hook.toscaName());
        if (hook != LifecycleHook.INSTANTIATE_END) {
            return List.of(Phase.sequence(hook.toscaName(), script.step(hook.toscaName())));
        }
        return List.of(
                new Phase("prepare", context -> {
                    script.asked("prepare");
                    return List.of(List.of(script.step("prepare")));
                }),
                Phase.sideBySide(
                        "configure",
                        HOSTS.stream()
                                .map(host -> List.of(script.step("install " + host), script.step("join " + host)))
                                .toList()),
                Phase.sequence("verify", script.step("verify")));
    }
}
