package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.vim.ScaleWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees whether a scaling has changed just what it should: all VNFCs that were to stay are there with their servers, and on
 * a scale in no others. Only looks at what was collected.
 */
record CheckScaledStep(ScaleWork scale) implements dev.davit.lifecycle.plan.Step {

    @Override
    public StepId id() {
        return StepId.of("check members");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException {
        String list = context.resultOf(FindMembersStep.ID).orElse(Map.of()).getOrDefault(FindMembersStep.STAYING, "");
        var expected = Stream.of(list.split(","))
                .filter(s -> !s.isEmpty())
                .map(UUID::fromString)
                .toList();
        var there = context.instance().instantiated().map(InstantiatedVnfInfo::vnfcs).orElse(List.of()).stream()
                .map(VnfcResourceInfo::id)
                .toList();
        var lost = new ArrayList<>(expected);
        lost.removeAll(there);
        var left = new ArrayList<>(there);
        left.removeAll(expected);
        if (!lost.isEmpty() || !scale.out() && !left.isEmpty()) {
            throw StepFailedException.of(
                    "scaling aspect " + scale.aspectId() + " did not change just what it should:"
                            + told(" these VNFCs are gone that should have stayed: ", lost)
                            + (scale.out() ? "" : told(" these are still there that should have gone: ", left)),
                    "The VNF instance shows what is there now. Heal or scale it as needed after failing this operation.");
        }
        return StepResult.nothing();
    }

    private static String told(String what, List<UUID> ids) {
        return ids.isEmpty() ? "" : what + ids.stream().map(UUID::toString).collect(Collectors.joining(", ")) + ".";
    }
}
