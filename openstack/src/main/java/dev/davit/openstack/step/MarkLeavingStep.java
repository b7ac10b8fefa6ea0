package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;

/**
 * Marks the members that a scale in removes unhealthy: Heat drops failed members first, then the oldest. Running it twice is
 * harmless: marking is, and what is gone is left alone. Undo takes the marks back.
 */
final class MarkLeavingStep extends CloudStep {

    MarkLeavingStep(Site site) {
        super(StepId.of("mark leaving"), site);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var resize = new Resize(site, context, cloud.heat(), Site.stackFrom(context, FindMembersStep.ID));
        for (var change :
                GroupChange.from(context, FindMembersStep.ID, site.form().groups())) {
            resize.mark(change);
        }
        return StepResult.of(Effect.CHANGED);
    }

    @Override
    void takeBack(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var resize = new Resize(site, context, cloud.heat(), Site.stackFrom(context, FindMembersStep.ID));
        for (var change :
                GroupChange.from(context, FindMembersStep.ID, site.form().groups())) {
            resize.unmark(change);
        }
    }
}
