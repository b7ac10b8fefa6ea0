package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A VIM port whose resources exist in the instance only. */
record SmallVim(Script script) implements Vim {

    @Override
    public String type() {
        return "small";
    }

    @Override
    public List<String> check(RegisteredVim vim) {
        return List.of();
    }

    @Override
    public List<Phase> instantiate(VimWork work) {
        return List.of(Phase.sequence("resources", script.step("create"), collect(vnfcs -> {
            new TreeMap<>(work.level().instances()).forEach((vdu, count) -> {
                for (int i = 0; i < count; i++) {
                    vnfcs.add(vnfc(vdu));
                }
            });
            return vnfcs;
        })));
    }

    @Override
    public List<Phase> terminate(VimWork work) {
        return List.of(Phase.sequence("resources", script.step("delete")));
    }

    @Override
    public List<Phase> healVnfcs(VimWork work, List<UUID> vnfcInstanceIds) {
        return List.of(Phase.sequence("resources", script.step("replace")));
    }

    @Override
    public List<Phase> healEntireVnf(VimWork work) {
        return List.of(Phase.sequence("resources", script.step("delete"), script.step("create")));
    }

    @Override
    public List<Phase> scale(VimWork work, ScaleWork scale) {
        UnaryOperator<List<VnfcResourceInfo>> change = vnfcs -> {
            if (scale.out()) {
                for (int i = 0; i < scale.numberOfSteps(); i++) {
                    vnfcs.add(vnfc("worker"));
                }
            } else {
                vnfcs.removeIf(vnfc -> scale.leaving().contains(vnfc.id()));
            }
            return vnfcs;
        };
        return List.of(Phase.sequence("resources", script.step("update"), collect(change)));
    }

    @Override
    public void removePackage(RegisteredVim vim, UUID packageId) {}

    private Step collect(UnaryOperator<List<VnfcResourceInfo>> change) {
        return script.step("collect", StepResult.nothing().changing(instance -> changed(instance, change)));
    }

    private static VnfInstance changed(VnfInstance instance, UnaryOperator<List<VnfcResourceInfo>> change) {
        return instance.withInstantiated(instance.instantiated()
                .map(info -> info.withResources(new VnfResources(
                        List.of(),
                        change.apply(new ArrayList<>(info.vnfcs())),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of()))));
    }

    private static VnfcResourceInfo vnfc(String vdu) {
        var server = new ResourceHandle(Optional.empty(), UUID.randomUUID().toString(), Optional.empty());
        return new VnfcResourceInfo(UUID.randomUUID(), vdu, server, List.of(), List.of(), Map.of());
    }
}
