package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackUpdate;
import java.util.Optional;

/**
 * Waits until the new stack is complete. Only looks, so it can run any number of times; except that a repeated run (retry
 * of the operation) which finds the stack failed asks Heat once to go on with it, which makes what is missing and leaves what
 * is there.
 */
final class StackCreateWaitStep extends CloudStep {
    StackCreateWaitStep(Site site) {
        super(StepId.of("stack wait"), site);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var ref = Site.stackFrom(context, StackCreateStep.ID);
        var heat = cloud.heat();
        var watch = site.watch(context, heat);
        Stack stack = watch.untilAtRest(ref, Optional.empty(), () -> false);
        if (stack.isFailed() && !stack.isBeingDeleted() && context.repeated()) {
            context.progress("stack " + ref.name() + " is " + stack.status() + "; asking Heat to go on with it");
            heat.update(ref, StackUpdate.nothing(), site.stackTimeoutMinutes());
            stack = watch.untilAtRest(ref, Optional.of(StackWatch.Seen.of(stack)), () -> false);
        }
        if (stack.isFailed() || stack.isBeingDeleted()) {
            throw Failures.of(stack, heat);
        }
        return StepResult.nothing();
    }
}
