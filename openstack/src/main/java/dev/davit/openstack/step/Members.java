package dev.davit.openstack.step;

import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.collect.HeatName;
import dev.davit.openstack.heat.ScalingGroup;
import dev.davit.openstack.heat.StackForm;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a group as Heat has them now.
 *
 * @param group in the top stack
 * @param members in the group's own stack; each is a stack with a VNFC, or one per VDU of the group
 */
record Members(StackResource group, List<StackResource> members) {

    /** @param resources of the top stack, and at least one level below */
    static Optional<Members> of(ScalingGroup group, StackRef top, List<StackResource> resources) {
        return resources.stream()
                .filter(r -> r.name().equals(group.resource()) && r.stack().id().equals(top.id()))
                .findFirst()
                .map(g -> new Members(
                        g,
                        resources.stream()
                                .filter(r -> r.stack().id().equals(g.physicalId()))
                                .toList()));
    }

    /** The group's own stack; empty when Heat has not made it. */
    Optional<StackRef> stack() {
        return group.nested()
                .or(() -> members.stream().map(StackResource::stack).findFirst());
    }

    List<String> names() {
        return members.stream().map(StackResource::name).sorted().toList();
    }

    /** Those that a signal counts: Heat leaves failed ones out. */
    int healthy() {
        return (int) members.stream().filter(m -> !m.isFailed()).count();
    }

    /** All but those that VNFCs run in. */
    List<StackResource> without(Collection<VnfcResourceInfo> vnfcs) {
        Set<String> stacks = new HashSet<>();
        vnfcs.forEach(v -> stacks.add(HeatName.of(v).stackId()));
        return members.stream().filter(m -> !stacks.contains(m.physicalId())).toList();
    }

    /** The size of each group that the VNFCs of an instance make. */
    static Map<ScalingGroup, Integer> wantedBy(VnfInstance instance, StackForm form) {
        return wantedBy(instance.instantiated().map(InstantiatedVnfInfo::vnfcs).orElse(List.of()), form);
    }

    static Map<ScalingGroup, Integer> wantedBy(Collection<VnfcResourceInfo> vnfcs, StackForm form) {
        var counts = new HashMap<String, Integer>();
        vnfcs.forEach(v -> counts.merge(v.vduId(), 1, Integer::sum));
        var sizes = new LinkedHashMap<ScalingGroup, Integer>();
        form.groups().forEach(g -> sizes.put(g, g.members(counts)));
        return sizes;
    }
}
