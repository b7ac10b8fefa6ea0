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

    /** An answer that another operation has got in this part of a wait will do. */
    private static final int PART_OF_WAIT = 4;

    private final StepContext context;
    private final Looks looks;
    private final Duration longest;
    private Duration waited = Duration.ZERO;
    private Duration reported = Duration.ZERO;
    private String reportedStatus = "";

    /** Tells from the stack's resources whether the action has had its effect. */
    interface Confirmation {
        boolean isOver() throws InterruptedException;
    }

    /** Where answers about a stack come from. */
    private interface Looks {
        StackPolls.Watch at(StackRef ref);
    }

    private StackWatch(StepContext context, Looks looks, Duration longest) {
        this.context = context;
        this.looks = looks;
        this.longest = longest;
    }

    /**
     * Of the stack of a VNF, together with those of other operations on the VIM.
     *
     * @param longest how long to wait; a little more than Heat itself allows the stack
     */
    StackWatch(StepContext context, Heat heat, StackPolls polls, Duration longest) {
        this(context, ref -> polls.watch(ref, heat), longest);
    }

    /** Of a nested stack, which lists of stacks leave out. */
    static StackWatch ofNested(StepContext context, Heat heat, Duration longest) {
        Looks alone = ref -> new StackPolls.Watch() {
            @Override
            public Optional<Stack> look(Duration oldest) throws InterruptedException {
                return heat.show(ref);
            }

            @Override
            public void close() {
                // nobody else knows of it
            }
        };
        return new StackWatch(context, alone, longest);
    }

    /**
     * @param before how the stack looked when the action was begun; empty when it is new
     * @return the stack at rest, complete or failed
     */
    Stack untilAtRest(StackRef ref, Optional<Seen> before, Confirmation confirmation)
            throws StepFailedException, InterruptedException {
        try (var looking = looks.at(ref)) {
            return untilAtRest(ref, before, confirmation, looking);
        }
    }

    private Stack untilAtRest(StackRef ref, Optional<Seen> before, Confirmation confirmation, StackPolls.Watch looking)
            throws StepFailedException, InterruptedException {
        var interval = new PollInterval();
        boolean begun = before.isEmpty();
        while (true) {
            Duration oldest = pause(ref, interval.next());
            // Clouds with several API servers may not know yet what was just created.
            var found = looking.look(oldest);
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
        }
    }

    /** Waits until it is deleted, or cannot be. @return empty when it is gone, else the stack in DELETE_FAILED */
    Optional<Stack> untilGone(StackRef ref) throws StepFailedException, InterruptedException {
        try (var looking = looks.at(ref)) {
            var interval = new PollInterval();
            while (true) {
                Duration oldest = pause(ref, interval.next());
                var found = looking.look(oldest).filter(s -> !s.isDeleted());
                if (found.isEmpty() || found.get().status().equals("DELETE_FAILED")) {
                    return found;
                }
                report(found.get());
            }
        }
    }

    /** @return how old the next answer may be */
    private Duration pause(StackRef ref, Duration wait) throws StepFailedException, InterruptedException {
        if (waited.compareTo(longest) >= 0) {
            throw StepFailedException.of(
                    "stack " + ref.name() + " was still not done after " + longest.toMinutes() + " minutes",
                    "Look at it with 'openstack stack event list " + ref.name()
                            + "'; retry to go on waiting, or rollback.");
        }
        context.pause(wait);
        waited = waited.plus(wait);
        return wait.dividedBy(PART_OF_WAIT);
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
