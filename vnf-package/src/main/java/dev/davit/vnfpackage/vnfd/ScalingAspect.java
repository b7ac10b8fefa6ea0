package dev.davit.vnfpackage.vnfd;

import java.util.Map;

/**
 * A scaling aspect (policies ScalingAspects, VduScalingAspectDeltas, VduInitialDelta).
 *
 * @param maxLevel highest scale level
 * @param stepInstances VDU name to the number of instances that one step adds
 */
public record ScalingAspect(
        String id, String name, String description, int maxLevel, Map<String, Integer> stepInstances) {
    public ScalingAspect {
        stepInstances = Map.copyOf(stepInstances);
    }
}
