package dev.davit.openstack.heat;

import dev.davit.openstack.client.StackUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a VNF's stack looks like, as far as operations on an existing one need to know it. */
public interface StackForm {

    /** The groups that can change their size. */
    List<ScalingGroup> groups();

    /**
     * An update that gives groups these numbers of members. It names all of them: Heat sets a group that an update does not
     * name back to the size that it had at the beginning.
     */
    StackUpdate sizes(Map<ScalingGroup, Integer> members);

    /** The policy whose signal adds that many members to a group, as one step of a scaling aspect. */
    Optional<String> policy(String aspect, ScalingGroup group, int members);

    /** The group that a VDU's servers are in; empty when there can be one only. */
    default Optional<ScalingGroup> groupOf(String vdu) {
        return groups().stream().filter(g -> g.vdus().contains(vdu)).findFirst();
    }
}
