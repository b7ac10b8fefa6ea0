package dev.davit.server.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A driver with two hosts that it configures side by side; scripted through the VIM's failures and holds. */
final class ScriptedDriver implements ManagementDriver {
    final List<String> ran = new CopyOnWriteArrayList<>();
    private final ScriptedVim vim;

    ScriptedDriver(ScriptedVim vim) {
        this.vim = vim;
    }

    @Override
    public String name() {
        return "test-driver";
    }

    @Override
    public void validate(DriverWork work, LcmRequest request) {
        if (!work.additionalParams().has("installation_param")) {
            throw new ProblemException(ProblemDetails.badRequest("additionalParams.installation_param", "is needed"));
        }
    }

    @Override
    public List<Phase> hook(LifecycleHook hook, DriverWork work, LcmRequest request) {
        if (hook == LifecycleHook.SCALE_START) {
            return List.of(Phase.sideBySide(
                    "drain", one("drain", work.scale().orElseThrow().leaving())));
        }
        if (hook == LifecycleHook.SCALE_END) {
            return List.of(new Phase("join", context -> one("join", added(work.instance(), context.instance()))));
        }
        List<List<Step>> lanes = new ArrayList<>();
        for (String host : List.of("host-a", "host-b")) {
            lanes.add(List.of(step("install", host), step("start", host)));
        }
        return List.of(Phase.sideBySide("configure", lanes));
    }

    private List<List<Step>> one(String what, List<UUID> vnfcs) {
        return vnfcs.stream().map(id -> List.of(step(what, id.toString()))).toList();
    }

    private static List<UUID> added(VnfInstance before, VnfInstance now) {
        var ids = new ArrayList<>(TestVnf.vnfcs(now));
        ids.removeAll(TestVnf.vnfcs(before));
        return ids;
    }

    private Step step(String what, String host) {
        return vim.step(
                StepId.of(what, host),
                context -> {
                    context.command(host, what);
                    context.output(host, "logging in with " + TestVnf.SSH_PASSWORD);
                    ran.add(what + " " + host);
                    return StepResult.of(StepResult.Effect.CHANGED);
                },
                context -> ran.add("undo " + what + " " + host));
    }
}
