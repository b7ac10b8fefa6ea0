package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackUpdate;
import dev.davit.openstack.http.CloudException;
import java.time.Duration;

/** Asks for something of a stack that Heat may be busy with, e.g. with a scaling that an alarm asked for: it answers 409 then. */
final class BusyStack {
    private static final Duration BUSY_AT_MOST = Duration.ofMinutes(2);

    private BusyStack() {}

    interface Wish {
        void ask() throws InterruptedException;
    }

    static void update(StackRef stack, StackUpdate update, int timeoutMinutes, StepContext context, Heat heat)
            throws InterruptedException {
        whenIdle(stack, context, () -> heat.update(stack, update, timeoutMinutes));
    }

    static void whenIdle(StackRef stack, StepContext context, Wish wish) throws InterruptedException {
        var interval = new PollInterval();
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                wish.ask();
                return;
            } catch (CloudException e) {
                if (!e.isConflict() || waited.compareTo(BUSY_AT_MOST) >= 0) {
                    throw e;
                }
                context.progress("Heat is busy with stack " + stack.name() + ": " + e.reason());
                Duration wait = interval.next();
                context.pause(wait);
                waited = waited.plus(wait);
            }
        }
    }
}
