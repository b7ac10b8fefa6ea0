package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a stack to come to rest.
 *
 * <p>An answer that looks just like the stack did before the action began (same status, same update time) may come from
 * before it, so it counts only when the confirmation says that the action is over, or after ten seconds: by then
 * it can only be a quick action in the same second as the one before, since Heat prints whole seconds.
 */
final class StackWatch {
    private static final Duration STALE_AT_MOST = Duration.ofSeconds(10);
    private static final Duration UNKNOWN_AT_MOST = Duration.ofSeconds(10);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(30);

    private final StepContext context;
    private final Heat heat;
    private final Duration longest;
    private Duration waited = Duration.ZERO;
    private Duration reported = Duration.ZERO;
    private String reportedStatus = "";

    /** Tells from the stack's resources whether the action has had its effect. */
    interface Confirmation {
        boolean isOver() throws InterruptedException;
    }

    /** @param longest how long to wait; a little more than Heat itself allows the stack */
    StackWatch(StepContext context, Heat heat, Duration longest) {
        this.context = context;
        this.heat = heat;
        this.longest = longest;
    }

    /**
     * @param before how the stack looked when the action was begun; empty when it is new
     * @return the stack at rest, complete or failed
     */
    Stack untilAtRest(StackRef ref, Optional<Seen> before, Confirmation confirmation)
            throws StepFailedException, InterruptedException {
        var interval = new PollInterval();
        boolean begun = before.isEmpty();
        while (true) {
            // Clouds with several API servers may not know yet what was just created.
            var found = heat.show(ref);
            if (found.isEmpty() && waited.compareTo(UNKNOWN_AT_MOST) >= 0) {
                throw StepFailedException.of(
                        "stack " + ref.name() + " (" + ref.id() + ") does not exist any more",
                        "Somebody deleted it while Davit was waiting for it; rollback, or heal the entire VNF.");
            }
            if (found.isPresent()) {
                var stack = found.get();
                begun = begun || !Seen.of(stack).equals(before.get());
                if (!stack.isInProgress() && (begun || waited.compareTo(STALE_AT_MOST) >= 0 || confirmation.isOver())) {
                    return stack;
                }
                report(stack);
            }
            pause(ref, interval.next());
        }
    }

    /** Waits until it is deleted, or cannot be. @return empty when it is gone, else the stack in DELETE_FAILED */
    Optional<Stack> untilGone(StackRef ref) throws StepFailedException, InterruptedException {
        var interval = new PollInterval();
        while (true) {
            var found = heat.show(ref).filter(s -> !s.isDeleted());
            if (found.isEmpty() || found.get().status().equals("DELETE_FAILED")) {
                return found;
            }
            report(found.get());
            pause(ref, interval.next());
        }
    }

    private void pause(StackRef ref, Duration wait) throws StepFailedException, InterruptedException {
        if (waited.compareTo(longest) >= 0) {
            throw StepFailedException.of(
                    "stack " + ref.name() + " was still not done after " + longest.toMinutes() + " minutes",
                    "Look at it with 'openstack stack event list " + ref.name()
                            + "'; retry to go on waiting, or rollback.");
        }
        context.pause(wait);
        waited = waited.plus(wait);
    }

    private void report(Stack stack) {
        boolean due = waited.minus(reported).compareTo(PROGRESS_EVERY) >= 0;
        if (due || !stack.status().equals(reportedStatus)) {
            context.progress("stack " + stack.ref().name() + ": " + stack.status());
            reported = waited;
            reportedStatus = stack.status();
        }
    }

    /** How a stack looked. */
    record Seen(String status, String updatedTime) {
        static Seen of(Stack stack) {
            return new Seen(stack.status(), stack.updatedTime());
        }
    }
}
