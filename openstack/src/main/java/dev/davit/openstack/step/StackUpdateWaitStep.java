package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Stack;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Waits until the update has replaced the servers. Only looks, so it can run any number of times; except that a repeated run
 * (retry of the operation) which finds that the update failed asks Heat once to go on with it.
 */
final class StackUpdateWaitStep extends CloudStep {
    private final List<UUID> vnfcIds;
    private final StackUpdateStep update;

    StackUpdateWaitStep(Site site, List<UUID> vnfcIds, StackUpdateStep update) {
        super(StepId.of("stack wait"), site);
        this.vnfcIds = List.copyOf(vnfcIds);
        this.update = update;
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var ref = Site.stackFrom(context, FindServersStep.ID);
        var heat = cloud.heat();
        var targets = vnfcIds.stream().map(id -> HealTarget.from(context, id)).toList();
        StackWatch.Confirmation replaced = () -> HealTarget.areReplaced(targets, heat);
        var watch = site.watch(context, heat);
        Stack stack = watch.untilAtRest(ref, StackUpdateStep.before(context), replaced);
        if (stack.isFailed() && !stack.isBeingDeleted() && context.repeated()) {
            context.progress("stack " + ref.name() + " is " + stack.status() + "; asking Heat to go on with it");
            heat.update(ref, update.sizes(context), site.stackTimeoutMinutes());
            stack = watch.untilAtRest(ref, Optional.of(StackWatch.Seen.of(stack)), replaced);
        }
        if (stack.isFailed() || stack.isBeingDeleted()) {
            throw Failures.of(stack, heat);
        }
        return StepResult.nothing();
    }
}
