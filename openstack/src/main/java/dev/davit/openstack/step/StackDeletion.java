package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.StackRef;
import java.time.Duration;

/** Deletes a stack and sees to it that it goes. Deleting what is gone, or going, is harmless. */
final class StackDeletion {
    private StackDeletion() {}

    static void deleteAndWait(StackRef stack, StepContext context, Heat heat, Site site)
            throws StepFailedException, InterruptedException {
        heat.delete(stack);
        waitUntilGone(stack, context, heat, site);
    }

    /** A deletion that failed is begun once more: often a port or volume was only still in use for a moment. */
    static void waitUntilGone(StackRef stack, StepContext context, Heat heat, Site site)
            throws StepFailedException, InterruptedException {
        var watch = site.watch(context, heat);
        var stuck = watch.untilGone(stack);
        if (stuck.isPresent()) {
            context.progress("stack " + stack.name() + ": " + stuck.get().status() + ", deleting it once more");
            context.pause(Duration.ofSeconds(1));
            heat.delete(stack);
            var stillStuck = watch.untilGone(stack);
            if (stillStuck.isPresent()) {
                throw Failures.of(stillStuck.get(), heat);
            }
        }
    }
}
