package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.openstack.client.Cloud;

/**
 * Gives the groups of a scaling aspect their new size and waits for it: a scale out by signals to the scaling policies where
 * there are fitting ones, all else by an update. Running it twice scales once, since it counts the members first.
 */
final class ResizeStep extends CloudStep {
    private final ScaleWork scale;

    ResizeStep(Site site, ScaleWork scale) {
        super(StepId.of(scale.out() ? "scale out" : "scale in", scale.aspectId()), site);
        this.scale = scale;
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var heat = cloud.heat();
        var top = Site.stackFrom(context, FindMembersStep.ID);
        var form = site.form();
        var changes = GroupChange.from(context, FindMembersStep.ID, form.groups());
        boolean reached = scale.out();
        for (GroupChange change : changes) {
            var policy = form.policy(scale.aspectId(), change.group(), change.step());
            reached &= scale.out()
                    && policy.isPresent()
                    && new GroupGrowth(site, context, heat, top, change).bySignals(policy.get());
        }
        if (!reached) {
            new Resize(site, context, heat, top).to(changes);
        }
        return StepResult.of(Effect.CHANGED);
    }
}
