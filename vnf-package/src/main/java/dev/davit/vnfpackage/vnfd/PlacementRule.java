package dev.davit.vnfpackage.vnfd;

import java.util.Set;

/** An AffinityRule or AntiAffinityRule policy. @param scope nfvi_node, zone, ... @param vdus the VDUs it targets */
public record PlacementRule(String name, boolean anti, String scope, Set<String> vdus) {
    public PlacementRule {
        vdus = Set.copyOf(vdus);
    }
}
