package dev.davit.openstack.heat;

import java.util.Map;
import java.util.Set;

/**
 * An AutoScalingGroup of the top template.
 *
 * @param resource its name
 * @param vdus the VDUs that each member has one server of
 * @param smallest number of members that Heat allows it, as far as that is known
 * @param largest the same
 */
public record ScalingGroup(String resource, Set<String> vdus, int smallest, int largest) {
    public ScalingGroup {
        vdus = Set.copyOf(vdus);
    }

    /** How many members make these numbers of VNFCs, given by VDU. */
    public int members(Map<String, Integer> vnfcs) {
        return vdus.stream().mapToInt(v -> vnfcs.getOrDefault(v, 0)).max().orElse(0);
    }
}
