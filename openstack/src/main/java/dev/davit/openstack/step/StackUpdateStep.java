package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.http.CloudException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
    private static final Duration BUSY_AT_MOST = Duration.ofMinutes(2);

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
        update(ref, sizes(context), context, heat);
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

    /** Heat answers 409 while it is busy with the stack, e.g. with a scaling that an alarm asked for. */
    private void update(StackRef ref, ObjectNode parameters, StepContext context, Heat heat)
            throws InterruptedException {
        var interval = new PollInterval();
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                heat.updateExisting(ref, parameters, site.stackTimeoutMinutes());
                return;
            } catch (CloudException e) {
                if (!e.isConflict() || waited.compareTo(BUSY_AT_MOST) >= 0) {
                    throw e;
                }
                context.progress("Heat is busy with stack " + ref.name() + ": " + e.reason());
                Duration wait = interval.next();
                context.pause(wait);
                waited = waited.plus(wait);
            }
        }
    }

    ObjectNode sizes(StepContext context) {
        Map<String, Integer> counts = new HashMap<>();
        context.instance().instantiated().ifPresent(info -> {
            for (VnfcResourceInfo vnfc : info.vnfcs()) {
                counts.merge(vnfc.vduId(), 1, Integer::sum);
            }
        });
        var parameters = JsonNodeFactory.instance.objectNode();
        site.layout().capacities(counts).forEach(parameters::put);
        return parameters;
    }
}
