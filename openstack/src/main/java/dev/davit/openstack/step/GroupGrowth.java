package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a group larger by signals to its scaling policy, one step after the other:
 *
 * <ol>
 *   <li>Wait until the group is at rest, and count its members. Enough: done.
 *   <li>No policy that adds just one step, a rest that is no whole step, or failed members from before: leave it to an update.
 *   <li>Signal, and wait for the policy's SIGNAL_COMPLETE event: Heat ignores a signal while the scaling before it is going
 *       on, says nothing, and the top stack stays complete all the while.
 *   <li>No event, and nothing going on: the signal was ignored (cooldown). Once more; then leave it to an update.
 * </ol>
 *
 * Counting comes before each signal, so it can be run again without scaling twice. A worker that died just after a signal is
 * given two seconds in which the signal begins to show.
 */
final class GroupGrowth {
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(2);
    private static final Duration IGNORED_AFTER = Duration.ofSeconds(5);
    private static final int IGNORED_AT_MOST = 2;

    private final Site site;
    private final StepContext context;
    private final Heat heat;
    private final StackRef top;
    private final GroupChange change;
    private final Resize resize;

    GroupGrowth(Site site, StepContext context, Heat heat, StackRef top, GroupChange change) {
        this.site = site;
        this.context = context;
        this.heat = heat;
        this.top = top;
        this.change = change;
        this.resize = new Resize(site, context, heat, top);
    }

    /** @return whether the group has its size; otherwise an update of the stack has to do the rest */
    boolean bySignals(String policy) throws StepFailedException, InterruptedException {
        boolean signalled = false;
        boolean patient = context.repeated();
        int ignored = 0;
        while (true) {
            var own = site.watchNested(context, heat).untilAtRest(change.stack(), Optional.empty(), () -> false);
            if (signalled && own.isFailed()) {
                throw Failures.of(own, heat);
            }
            var now = resize.members(change.group());
            int missing = change.wanted() - now.healthy();
            if (change.isReached(now)) {
                return true;
            }
            boolean wholeSteps = missing > 0 && missing % change.step() == 0;
            boolean sound = own.isComplete()
                    && now.group().isComplete()
                    && now.healthy() == now.members().size();
            if (!wholeSteps || !sound || ignored == IGNORED_AT_MOST) {
                return false;
            }
            if (patient) {
                patient = false;
                if (begins(now.healthy())) {
                    continue;
                }
            }
            int done = heat.signalsDone(top, policy);
            context.progress("signal to " + policy + ": " + now.healthy() + " of " + change.wanted() + " members");
            heat.signal(top, policy);
            signalled = true;
            if (!isCarriedOut(policy, done)) {
                ignored++;
                context.progress("Heat ignored the signal to " + policy);
            }
        }
    }

    /** Whether a signal that a dead worker may have sent comes to effect. */
    private boolean begins(int before) throws InterruptedException {
        Duration waited = Duration.ZERO;
        var interval = new PollInterval();
        while (waited.compareTo(BEGINS_WITHIN) < 0) {
            Duration wait = interval.next();
            context.pause(wait);
            waited = waited.plus(wait);
            if (heat.show(change.stack()).filter(s -> s.isInProgress()).isPresent()
                    || resize.members(change.group()).healthy() != before) {
                return true;
            }
        }
        return false;
    }

    private boolean isCarriedOut(String policy, int before) throws InterruptedException {
        Duration quiet = Duration.ZERO;
        var interval = new PollInterval();
        while (quiet.compareTo(IGNORED_AFTER) < 0) {
            Duration wait = interval.next();
            context.pause(wait);
            var own = heat.show(change.stack());
            if (own.filter(s -> s.isInProgress()).isPresent()) {
                quiet = Duration.ZERO;
            } else if (own.filter(s -> s.isFailed()).isPresent() || heat.signalsDone(top, policy) > before) {
                return true;
            } else {
                quiet = quiet.plus(wait);
            }
        }
        return false;
    }
}
