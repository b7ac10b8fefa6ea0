package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.ScalingGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scaling changes of one group; as found before anything was done to it and kept in the journal, so that a repeated
 * step knows how far the scaling has got by counting.
 *
 * @param stack the group's own stack
 * @param before its members before the scaling
 * @param leaving those of them that are to go
 * @param wanted number of members when the scaling is over
 * @param step number of members that one step adds or removes
 */
record GroupChange(ScalingGroup group, StackRef stack, Set<String> before, Set<String> leaving, int wanted, int step) {
    GroupChange {
        before = Set.copyOf(before);
        leaving = Set.copyOf(leaving);
    }

    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put(key("stackName"), stack.name());
        values.put(key("stackId"), stack.id());
        values.put(key("before"), String.join(",", before));
        values.put(key("leaving"), String.join(",", leaving));
        values.put(key("wanted"), Integer.toString(wanted));
        values.put(key("step"), Integer.toString(step));
        return values;
    }

    private String key(String name) {
        return group.resource() + "." + name;
    }

    /** The changes that a step has left; none for a group that the operation does not touch. */
    static List<GroupChange> from(StepContext context, StepId step, List<ScalingGroup> groups) {
        var values = context.resultOf(step).orElse(Map.of());
        return groups.stream()
                .filter(g -> values.containsKey(g.resource() + ".wanted"))
                .map(g -> new GroupChange(
                        g,
                        new StackRef(values.get(g.resource() + ".stackName"), values.get(g.resource() + ".stackId")),
                        names(values.get(g.resource() + ".before")),
                        names(values.get(g.resource() + ".leaving")),
                        Integer.parseInt(values.get(g.resource() + ".wanted")),
                        Integer.parseInt(values.get(g.resource() + ".step"))))
                .toList();
    }

    /** Back to how it was: what is new now goes. */
    GroupChange reversed(Members now) {
        var added = now.members().stream()
                .map(StackResource::name)
                .filter(n -> !before.contains(n))
                .toList();
        return new GroupChange(group, stack, before, Set.copyOf(added), before.size(), step);
    }

    boolean isReached(Members now) {
        return now.members().size() == wanted
                && now.healthy() == wanted
                && now.names().stream().noneMatch(leaving::contains);
    }

    private static Set<String> names(String list) {
        return list.isEmpty() ? Set.of() : Set.of(list.split(","));
    }
}
