package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.heat.ScalingGroup;
import dev.davit.openstack.http.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives groups of a stack the size wanted by an update of the stack, which names the sizes of all groups. Safe to ask for
 * again: it says how many there shall be, not how many more or less.
 *
 * <p>To remove chosen members they are marked unhealthy first. A signal to a scaling policy would not do: Heat does not
 * count the marked ones, so it would remove as many others as well.
 */
final class Resize {
    private final Site site;
    private final StepContext context;
    private final Heat heat;
    private final StackRef top;

    Resize(Site site, StepContext context, Heat heat, StackRef top) {
        this.site = site;
        this.context = context;
        this.heat = heat;
        this.top = top;
    }

    /** Brings all groups to what is wanted, unless they are there. */
    void to(List<GroupChange> changes) throws StepFailedException, InterruptedException {
        var watch = site.watch(context, heat);
        Stack stack = watch.untilAtRest(top, Optional.empty(), () -> false);
        if (areReached(changes)) {
            return;
        }
        BusyStack.update(top, site.form().sizes(sizes(changes)), site.stackTimeoutMinutes(), context, heat);
        stack = watch.untilAtRest(top, Optional.of(StackWatch.Seen.of(stack)), () -> areReached(changes));
        if (stack.isFailed() || stack.isBeingDeleted()) {
            throw Failures.of(stack, heat);
        }
        for (GroupChange change : changes) {
            var now = members(change.group());
            if (!change.isReached(now)) {
                throw StepFailedException.of(
                        "group " + change.group().resource() + " of stack " + top.name() + " has "
                                + now.healthy() + " healthy of " + now.members().size() + " members after the update; "
                                + change.wanted() + " were wanted",
                        "Look at min_size and max_size of the group and at 'openstack stack failures list " + top.name()
                                + "'; then retry.");
            }
        }
    }

    /** Takes away what was added. */
    void backTo(List<GroupChange> changes) throws StepFailedException, InterruptedException {
        var reversed = new ArrayList<GroupChange>();
        for (GroupChange change : changes) {
            site.watchNested(context, heat).untilAtRest(change.stack(), Optional.empty(), () -> false);
            var back = change.reversed(members(change.group()));
            mark(back);
            reversed.add(back);
        }
        to(reversed);
    }

    /** Marks those that leave, and takes marks off those that stay. */
    void mark(GroupChange change) throws StepFailedException, InterruptedException {
        site.watchNested(context, heat).untilAtRest(change.stack(), Optional.empty(), () -> false);
        for (StackResource member : members(change.group()).members()) {
            if (change.leaving().contains(member.name())) {
                unlessGone(change, () -> heat.markUnhealthy(change.stack(), member.name(), reason()));
            } else if (member.isMarkedUnhealthy()) {
                unlessGone(change, () -> heat.markHealthy(change.stack(), member.name(), reason()));
            }
        }
    }

    void unmark(GroupChange change) throws InterruptedException {
        for (StackResource member : members(change.group()).members()) {
            if (change.leaving().contains(member.name()) && member.isMarkedUnhealthy()) {
                unlessGone(change, () -> heat.markHealthy(change.stack(), member.name(), reason()));
            }
        }
    }

    Members members(ScalingGroup group) throws InterruptedException {
        return Members.of(group, top, heat.resources(top, FindMembersStep.LEVELS))
                .orElseThrow(() -> new IllegalStateException("group " + group.resource() + " is gone"));
    }

    private void unlessGone(GroupChange change, BusyStack.Wish wish) throws InterruptedException {
        try {
            BusyStack.whenIdle(change.stack(), context, wish);
        } catch (CloudException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private boolean areReached(List<GroupChange> changes) throws InterruptedException {
        var resources = heat.resources(top, FindMembersStep.LEVELS);
        return changes.stream()
                .allMatch(c -> Members.of(c.group(), top, resources)
                        .filter(m -> c.isReached(m) && m.group().isComplete())
                        .isPresent());
    }

    private Map<ScalingGroup, Integer> sizes(List<GroupChange> changes) {
        var sizes = Members.wantedBy(context.instance(), site.form());
        changes.forEach(c -> sizes.put(c.group(), c.wanted()));
        return sizes;
    }

    private String reason() {
        return "scaled by Davit, operation " + site.work().operationId();
    }
}
