package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;

/** Asks Heat to delete the VNF's stack. Running it twice is harmless: what is gone or going is left alone. */
final class StackDeleteStep extends CloudStep {
    static final StepId ID = StepId.of("stack delete");

    StackDeleteStep(Site site) {
        super(ID, site);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws InterruptedException {
        var found = cloud.heat().find(site.stackName());
        if (found.isEmpty()) {
            return StepResult.nothing();
        }
        cloud.heat().delete(found.get().ref());
        return StepResult.of(Effect.REMOVED, Site.values(found.get().ref()));
    }
}
