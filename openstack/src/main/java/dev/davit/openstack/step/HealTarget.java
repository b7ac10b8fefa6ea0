package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A VNFC to heal, as found before anything was done to it; kept in the journal, so that a repeated step can tell what has
 * been replaced already.
 *
 * @param stack the (nested) stack of its server
 * @param serverId the server that is to be replaced
 * @param bootVolume the resource of the volume that it boots from, if it does
 */
record HealTarget(UUID vnfcId, StackRef stack, String resource, String serverId, Optional<String> bootVolume) {

    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put(vnfcId + ".stackName", stack.name());
        values.put(vnfcId + ".stackId", stack.id());
        values.put(vnfcId + ".resource", resource);
        values.put(vnfcId + ".serverId", serverId);
        bootVolume.ifPresent(v -> values.put(vnfcId + ".bootVolume", v));
        return values;
    }

    static HealTarget from(StepContext context, UUID vnfcId) {
        Map<String, String> values = context.resultOf(FindServersStep.ID)
                .orElseThrow(() -> new IllegalStateException("step " + FindServersStep.ID + " has left no result"));
        return new HealTarget(
                vnfcId,
                new StackRef(values.get(vnfcId + ".stackName"), values.get(vnfcId + ".stackId")),
                values.get(vnfcId + ".resource"),
                values.get(vnfcId + ".serverId"),
                Optional.ofNullable(values.get(vnfcId + ".bootVolume")));
    }

    boolean isReplaced(Heat heat) throws InterruptedException {
        return heat.resource(stack, resource)
                .filter(r -> !r.physicalId().isEmpty() && !r.physicalId().equals(serverId))
                .isPresent();
    }

    static boolean areReplaced(List<HealTarget> targets, Heat heat) throws InterruptedException {
        for (HealTarget target : targets) {
            if (!target.isReplaced(heat)) {
                return false;
            }
        }
        return true;
    }
}
