package dev.davit.vnfpackage.vnfd;

import java.util.Map;

/**
 * An instantiation level (policies InstantiationLevels, VduInstantiationLevels).
 *
 * @param scaleLevels aspect id to scale level
 * @param instances VDU name to number of instances, for every VDU of the flavour
 */
public record InstantiationLevel(
        String id, String description, Map<String, Integer> scaleLevels, Map<String, Integer> instances) {
    public InstantiationLevel {
        scaleLevels = Map.copyOf(scaleLevels);
        instances = Map.copyOf(instances);
    }
}
