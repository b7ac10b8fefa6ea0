package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Problems;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the policies InstantiationLevels and VduInstantiationLevels. A VDU that a level does not mention has as many
 * instances as the level's scale levels make: initial delta (else the profile's minimum) plus the steps.
 */
final class LevelReader {
    /** The level of a descriptor that defines none. */
    private static final String DEFAULT = "default";

    private final Descriptor descriptor;
    private final Topology topology;
    private final Targets targets;
    private final Problems problems;

    LevelReader(Descriptor descriptor, Topology topology, Targets targets) {
        this.descriptor = descriptor;
        this.topology = topology;
        this.targets = targets;
        this.problems = descriptor.problems();
    }

    /** Never empty levels, one of which has the id {@code defaultId}. */
    record Levels(List<InstantiationLevel> levels, String defaultId) {}

    Levels read(List<Vdu> vdus, List<ScalingAspect> aspects, Map<String, Integer> initial) {
        Map<String, YamlMapping> levels = new LinkedHashMap<>();
        Optional<String> defaultLevel = Optional.empty();
        List<Assigned> policies =
                topology.policiesOf(StandardNames.POLICIES + "InstantiationLevels", descriptor.types());
        for (Assigned policy : policies) {
            YamlMapping values = descriptor.properties(policy, topology);
            values.mapping("levels")
                    .ifPresent(section -> section.entries().forEach((id, entry) -> {
                        if (entry.value() instanceof YamlMapping level) {
                            levels.put(id, level);
                        }
                    }));
            defaultLevel = values.text("default_level");
            checkDefault(policy, values, levels, defaultLevel);
        }
        if (levels.isEmpty()) {
            levels.put(DEFAULT, YamlMapping.empty(topology.position()));
        }
        Map<String, Map<String, Integer>> explicit = explicitInstances(levels);
        List<InstantiationLevel> result = new ArrayList<>();
        levels.forEach((id, level) -> {
            Map<String, Integer> scale = scaleLevels(id, level, aspects);
            Map<String, Integer> instances = new HashMap<>();
            for (Vdu vdu : vdus) {
                int computed = initial.getOrDefault(vdu.name(), vdu.minInstances());
                for (ScalingAspect aspect : aspects) {
                    computed += scale.getOrDefault(aspect.id(), 0)
                            * aspect.stepInstances().getOrDefault(vdu.name(), 0);
                }
                int number = explicit.getOrDefault(id, Map.of()).getOrDefault(vdu.name(), computed);
                checkProfile(id, level, vdu, number);
                instances.put(vdu.name(), number);
            }
            result.add(new InstantiationLevel(id, level.text("description").orElse(""), scale, instances));
        });
        String first = levels.keySet().iterator().next();
        return new Levels(result, defaultLevel.filter(levels::containsKey).orElse(first));
    }

    private void checkDefault(
            Assigned policy, YamlMapping values, Map<String, YamlMapping> levels, Optional<String> defaultLevel) {
        if (defaultLevel.isPresent() && !levels.containsKey(defaultLevel.get())) {
            problems.add(
                    values.get("default_level").orElse(values),
                    "'default_level' is '" + defaultLevel.get() + "'; expected one of " + levels.keySet());
        } else if (defaultLevel.isEmpty() && levels.size() > 1) {
            problems.add(
                    policy.position(),
                    "'" + policy.name() + "' has several levels and no 'default_level'; expected one of "
                            + levels.keySet());
        }
    }

    private Map<String, Map<String, Integer>> explicitInstances(Map<String, YamlMapping> levels) {
        Map<String, Map<String, Integer>> result = new HashMap<>();
        for (Assigned policy :
                topology.policiesOf(StandardNames.POLICIES + "VduInstantiationLevels", descriptor.types())) {
            YamlMapping values = descriptor.properties(policy, topology);
            Optional<YamlMapping> section = values.mapping("levels");
            section.ifPresent(s -> s.entries().forEach((id, entry) -> {
                if (!levels.containsKey(id)) {
                    problems.add(
                            entry.keyPosition(),
                            "'" + policy.name() + "' is about instantiation level '" + id + "'; expected one of "
                                    + levels.keySet());
                }
                Scalars.integer(s, id, "number_of_instances")
                        .ifPresent(n -> targets.of(policy)
                                .forEach(vdu -> result.computeIfAbsent(id, k -> new HashMap<>())
                                        .put(vdu, n)));
            }));
        }
        return result;
    }

    private Map<String, Integer> scaleLevels(String id, YamlMapping level, List<ScalingAspect> aspects) {
        Map<String, Integer> scale = new HashMap<>();
        aspects.forEach(a -> scale.put(a.id(), 0));
        level.mapping("scale_info")
                .ifPresent(info -> info.entries().forEach((aspectId, entry) -> {
                    int wanted = Scalars.integer(info, aspectId, "scale_level").orElse(0);
                    Optional<ScalingAspect> aspect = aspects.stream()
                            .filter(a -> a.id().equals(aspectId))
                            .findFirst();
                    if (aspect.isEmpty()) {
                        problems.add(
                                entry.keyPosition(),
                                "level '" + id + "' is about scaling aspect '" + aspectId + "'; expected one of "
                                        + aspects.stream()
                                                .map(ScalingAspect::id)
                                                .toList());
                    } else if (wanted > aspect.get().maxLevel()) {
                        problems.add(
                                entry.value(),
                                "level '" + id + "' has scale_level " + wanted + " for '" + aspectId
                                        + "'; its max_scale_level is "
                                        + aspect.get().maxLevel());
                    } else {
                        scale.put(aspectId, wanted);
                    }
                }));
        return scale;
    }

    private void checkProfile(String id, YamlMapping level, Vdu vdu, int number) {
        if (number < vdu.minInstances() || number > vdu.maxInstances()) {
            problems.add(
                    level,
                    "level '" + id + "' asks for " + number + " of '" + vdu.name() + "'; its vdu_profile allows "
                            + vdu.minInstances() + " to " + vdu.maxInstances());
        }
    }
}
