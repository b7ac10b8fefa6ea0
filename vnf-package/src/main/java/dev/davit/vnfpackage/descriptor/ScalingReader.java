package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Problems;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import dev.davit.vnfpackage.yaml.YamlMapping;
import dev.davit.vnfpackage.yaml.YamlNode;
import dev.davit.vnfpackage.yaml.YamlScalar;
import dev.davit.vnfpackage.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the policies ScalingAspects, VduScalingAspectDeltas and VduInitialDelta. */
final class ScalingReader {
    private final Descriptor descriptor;
    private final Topology topology;
    private final Targets targets;
    private final Problems problems;

    ScalingReader(Descriptor descriptor, Topology topology, Targets targets) {
        this.descriptor = descriptor;
        this.topology = topology;
        this.targets = targets;
        this.problems = descriptor.problems();
    }

    /** VDU to its number of instances at scale level 0 of all aspects, as far as the descriptor says. */
    Map<String, Integer> initialDeltas() {
        Map<String, Integer> initial = new HashMap<>();
        for (Assigned policy : policies("VduInitialDelta")) {
            Optional<Integer> number =
                    Scalars.integer(descriptor.properties(policy, topology), "initial_delta", "number_of_instances");
            number.ifPresent(n -> targets.of(policy).forEach(vdu -> initial.put(vdu, n)));
        }
        return initial;
    }

    List<ScalingAspect> aspects() {
        Map<String, YamlMapping> aspects = new LinkedHashMap<>();
        for (Assigned policy : policies("ScalingAspects")) {
            descriptor
                    .properties(policy, topology)
                    .mapping("aspects")
                    .ifPresent(section -> section.entries().forEach((id, entry) -> {
                        if (entry.value() instanceof YamlMapping aspect) {
                            aspects.put(id, aspect);
                        }
                    }));
        }
        Map<String, Map<String, Integer>> steps = new HashMap<>();
        for (Assigned policy : policies("VduScalingAspectDeltas")) {
            YamlMapping values = descriptor.properties(policy, topology);
            String id = values.text("aspect").orElse("");
            if (!aspects.containsKey(id)) {
                problems.add(
                        values.get("aspect").orElse(values),
                        "'" + policy.name() + "' is about scaling aspect '" + id + "'; expected one of "
                                + aspects.keySet());
                continue;
            }
            step(policy, values, aspects.get(id))
                    .ifPresent(n -> targets.of(policy)
                            .forEach(vdu -> steps.computeIfAbsent(id, k -> new HashMap<>())
                                    .put(vdu, n)));
        }
        List<ScalingAspect> result = new ArrayList<>();
        aspects.forEach((id, aspect) -> result.add(new ScalingAspect(
                id,
                aspect.text("name").orElse(id),
                aspect.text("description").orElse(""),
                Scalars.integer(aspect, "max_scale_level").orElse(0),
                steps.getOrDefault(id, Map.of()))));
        return result;
    }

    /** Instances that one step adds. All steps of an aspect must add the same number. */
    private Optional<Integer> step(Assigned policy, YamlMapping values, YamlMapping aspect) {
        YamlMapping deltas = values.mapping("deltas").orElseGet(() -> YamlMapping.empty(values.position()));
        Set<Integer> numbers = new HashSet<>();
        List<YamlNode> named = aspect.get("step_deltas")
                .flatMap(n -> n instanceof YamlSequence list ? Optional.of(list.items()) : Optional.empty())
                .orElse(List.of());
        for (YamlNode name : named) {
            String id = name instanceof YamlScalar scalar ? scalar.text() : "";
            if (deltas.get(id).isEmpty()) {
                problems.add(
                        deltas,
                        "'" + policy.name() + "' has no delta '" + id + "', which step_deltas at " + name.position()
                                + " names");
            }
            Scalars.integer(deltas, id, "number_of_instances").ifPresent(numbers::add);
        }
        if (named.isEmpty()) {
            deltas.keys()
                    .forEach(id ->
                            Scalars.integer(deltas, id, "number_of_instances").ifPresent(numbers::add));
        }
        if (numbers.size() > 1) {
            problems.add(
                    deltas,
                    "'" + policy.name() + "': the steps of an aspect differ in size; Davit supports steps of one size");
        }
        return numbers.stream().findFirst();
    }

    private List<Assigned> policies(String name) {
        return topology.policiesOf(StandardNames.POLICIES + name, descriptor.types());
    }
}
