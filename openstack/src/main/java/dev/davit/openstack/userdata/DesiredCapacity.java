package dev.davit.openstack.userdata;

import dev.davit.lifecycle.vim.VimWork;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many members the AutoScalingGroup of each scaling aspect has at the instantiation level. */
final class DesiredCapacity {
    private DesiredCapacity() {}

    /**
     * Aspect to number of members. An aspect that scales several VDUs counts the one with the fewest instances a step: a
     * member of its group holds one of that VDU and more of the others.
     */
    static Map<String, Integer> of(VimWork work) {
        var capacities = new LinkedHashMap<String, Integer>();
        for (ScalingAspect aspect : work.flavour().aspects()) {
            aspect.stepInstances().entrySet().stream()
                    .filter(step -> step.getValue() > 0)
                    .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .ifPresent(step ->
                            capacities.put(aspect.id(), work.level().instances().getOrDefault(step.getKey(), 0)));
        }
        return capacities;
    }
}
