package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.openstack.client.Cloud;

/** Waits until the deleted stack is gone. Only looks (and deletes again what failed to go), so it can run any number of times. */
final class StackDeleteWaitStep extends CloudStep {

    StackDeleteWaitStep(Site site) {
        super(StepId.of("stack delete wait"), site);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var stack = Site.stackOf(context, StackDeleteStep.ID);
        if (stack.isPresent()) {
            StackDeletion.waitUntilGone(stack.get(), context, cloud.heat(), site);
        }
        return StepResult.nothing();
    }
}
