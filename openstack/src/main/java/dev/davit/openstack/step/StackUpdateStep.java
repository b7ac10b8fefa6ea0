package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Updates the stack with its own template, which makes Heat replace what is marked unhealthy. The sizes of
 * AutoScalingGroups go along, since an update would set them back to what they were at the beginning.
 *
 * <p>Running it twice replaces once: a repeated run leaves an update that is going on alone, and does nothing when
 * all servers have been replaced.
 */
final class StackUpdateStep extends CloudStep {
    static final StepId ID = StepId.of("stack update");
    private static final String STATUS_BEFORE = "statusBefore";
    private static final String UPDATED_BEFORE = "updatedBefore";

    private final List<UUID> vnfcIds;

    StackUpdateStep(Site site, List<UUID> vnfcIds) {
        super(ID, site);
        this.vnfcIds = List.copyOf(vnfcIds);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var ref = Site.stackFrom(context, FindServersStep.ID);
        var heat = cloud.heat();
        var before = heat.show(ref);
        if (context.repeated() && (before.filter(Stack::isInProgress).isPresent() || areReplaced(context, heat))) {
            return StepResult.nothing();
        }
        BusyStack.update(ref, sizes(context), site.stackTimeoutMinutes(), context, heat);
        var values = new HashMap<String, String>();
        before.ifPresent(s -> {
            values.put(STATUS_BEFORE, s.status());
            values.put(UPDATED_BEFORE, s.updatedTime());
        });
        return StepResult.of(Effect.CHANGED, values);
    }

    /** How the stack looked before this step touched it. */
    static Optional<StackWatch.Seen> before(StepContext context) {
        return context.resultOf(ID)
                .filter(v -> v.containsKey(STATUS_BEFORE))
                .map(v -> new StackWatch.Seen(v.get(STATUS_BEFORE), v.get(UPDATED_BEFORE)));
    }

    private boolean areReplaced(StepContext context, Heat heat) throws InterruptedException {
        var targets = vnfcIds.stream().map(id -> HealTarget.from(context, id)).toList();
        return HealTarget.areReplaced(targets, heat);
    }

    StackUpdate sizes(StepContext context) {
        return site.form().sizes(Members.wantedBy(context.instance(), site.form()));
    }
}
