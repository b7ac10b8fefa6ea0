package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import java.util.UUID;

/**
 * Marks the server of a VNFC unhealthy, so that the next update of the stack replaces it. The volume that it boots from, if
 * it does, is marked too: it cannot be in two servers while Heat makes the new one before it deletes the old one. Other
 * volumes stay, and so do ports and their addresses.
 *
 * <p>Running it twice is harmless: a server that is not the one noted at the beginning has been replaced, and is left alone.
 */
final class MarkUnhealthyStep extends CloudStep {
    private final UUID vnfcId;

    MarkUnhealthyStep(Site site, String vduName, UUID vnfcId) {
        super(StepId.of("mark unhealthy", vduName + " " + vnfcId), site);
        this.vnfcId = vnfcId;
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws InterruptedException {
        var target = HealTarget.from(context, vnfcId);
        var heat = cloud.heat();
        if (context.repeated() && target.isReplaced(heat)) {
            return StepResult.nothing();
        }
        if (target.bootVolume().isPresent()) {
            mark(target, target.bootVolume().get(), heat);
        }
        mark(target, target.resource(), heat);
        return StepResult.of(Effect.CHANGED);
    }

    private void mark(HealTarget target, String resource, Heat heat) throws InterruptedException {
        heat.markUnhealthy(
                target.stack(),
                resource,
                "healed by Davit, operation " + site.work().operationId());
    }
}
