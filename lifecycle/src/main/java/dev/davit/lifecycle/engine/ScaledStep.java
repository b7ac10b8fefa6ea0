package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A VIM port's step of a scale operation. When its result changes the VNFCs, the scale level changes in the same
 * transaction, so the two never tell different stories. A VNFC that went although it was not to is an error that says so
 * at once: a management driver has prepared others for leaving. As safe to run again as the step inside.
 */
record ScaledStep(Step step, Scaling scaling) implements Step {

    static Phase phase(Phase phase, Scaling scaling) {
        return new Phase(
                phase.name(),
                context -> phase.lanes().apply(context).stream()
                        .map(lane -> lane(lane, scaling))
                        .toList());
    }

    private static List<Step> lane(List<Step> lane, Scaling scaling) {
        return lane.stream().<Step>map(step -> new ScaledStep(step, scaling)).toList();
    }

    @Override
    public StepId id() {
        return step.id();
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        StepResult result = step.run(context);
        checkGone(context.instance(), result.instanceChange().apply(context.instance()));
        return result.changing(instance -> {
            VnfInstance changed = result.instanceChange().apply(instance);
            return vnfcs(changed).equals(vnfcs(instance)) ? changed : scaling.applied(changed);
        });
    }

    private void checkGone(VnfInstance before, VnfInstance after) throws StepFailedException {
        var gone = new HashSet<>(vnfcs(before));
        gone.removeAll(vnfcs(after));
        scaling.work().leaving().forEach(gone::remove);
        if (!gone.isEmpty()) {
            throw StepFailedException.of(
                    "the VIM has removed the VNFCs "
                            + gone.stream().map(UUID::toString).sorted().collect(Collectors.joining(", "))
                            + ", which were to stay",
                    "mark the operation as failed, then heal the entire VNF");
        }
    }

    private static Set<UUID> vnfcs(VnfInstance instance) {
        return instance.instantiated().map(InstantiatedVnfInfo::vnfcs).orElse(List.of()).stream()
                .map(VnfcResourceInfo::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        step.undo(context);
    }
}
