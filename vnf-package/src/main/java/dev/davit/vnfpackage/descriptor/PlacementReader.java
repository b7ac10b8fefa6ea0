package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.Assigned;
import dev.davit.vnfpackage.tosca.Topology;
import dev.davit.vnfpackage.vnfd.PlacementRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the policies AffinityRule and AntiAffinityRule, as far as they target VDUs. */
final class PlacementReader {
    private PlacementReader() {}

    static List<PlacementRule> read(Descriptor descriptor, Topology topology, Targets targets) {
        List<PlacementRule> rules = new ArrayList<>();
        for (boolean anti : new boolean[] {false, true}) {
            String type = StandardNames.POLICIES + (anti ? "AntiAffinityRule" : "AffinityRule");
            for (Assigned policy : topology.policiesOf(type, descriptor.types())) {
                String scope =
                        descriptor.properties(policy, topology).text("scope").orElse("");
                Set<String> vdus = targets.of(policy);
                if (!vdus.isEmpty()) {
                    rules.add(new PlacementRule(policy.name(), anti, scope, vdus));
                }
            }
        }
        return rules;
    }
}
