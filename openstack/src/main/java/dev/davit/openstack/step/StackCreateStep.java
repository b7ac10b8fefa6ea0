package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.NewStack;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.http.CloudException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks Heat for the stack of the VNF.
 *
 * <p>Running it twice makes one stack: the stack carries the operation's tag, and when an earlier attempt may have got as
 * far as Heat (a dead worker, a lost answer), the stack of that name and tag is adopted.
 *
 * <p>A name conflict is waited out for a minute while the old stack of that name is being deleted: Heat keeps the name for a moment
 * after it answers that the stack is gone. A foreign stack of the name is an error.
 */
final class StackCreateStep extends CloudStep {
    static final StepId ID = StepId.of("stack create");
    private static final Duration NAME_TAKEN_AT_MOST = Duration.ofMinutes(1);
    private static final int LOST_ANSWERS_AT_MOST = 3;

    StackCreateStep(Site site) {
        super(ID, site);
    }

    @Override
    StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var heat = cloud.heat();
        if (context.repeated()) {
            var made = ours(heat.find(site.stackName()));
            if (made.isPresent()) {
                return StepResult.of(Effect.NOTHING, Site.values(made.get()));
            }
        }
        var template = new StackTemplates(site).template(context, cloud);
        var stack = new NewStack(
                site.stackName(),
                template.top(),
                template.files(),
                template.parameters(),
                List.of(site.operationTag()),
                site.stackTimeoutMinutes());
        return StepResult.of(Effect.CREATED, Site.values(create(stack, context, heat)));
    }

    /** Removes the stack, and waits until it is gone. A foreign stack of that name is left alone. */
    @Override
    void takeBack(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {
        var made = cloud.heat().find(site.stackName()).filter(s -> s.tags().contains(site.operationTag()));
        if (made.isPresent()) {
            StackDeletion.deleteAndWait(made.get().ref(), context, cloud.heat(), site);
        }
    }

    private StackRef create(NewStack stack, StepContext context, Heat heat)
            throws StepFailedException, InterruptedException {
        var interval = new PollInterval();
        int lostAnswers = 0;
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                return heat.create(stack);
            } catch (CloudException e) {
                if (!e.isConflict() && !e.isOutcomeUnknown()) {
                    throw e;
                }
                var found = heat.find(stack.name());
                if (ours(found).isPresent()) {
                    return ours(found).get();
                }
                if (e.isConflict() && found.filter(s -> !s.isBeingDeleted()).isPresent()) {
                    throw foreign(found.get());
                }
                lostAnswers += e.isConflict() ? 0 : 1;
                if (lostAnswers >= LOST_ANSWERS_AT_MOST && e.status().orElse(0) == 500 && isDelegated()) {
                    throw withoutTrust(e);
                }
                if (lostAnswers >= LOST_ANSWERS_AT_MOST || waited.compareTo(NAME_TAKEN_AT_MOST) >= 0) {
                    throw e;
                }
                Duration wait = interval.next();
                context.pause(wait);
                waited = waited.plus(wait);
            }
        }
    }

    private Optional<StackRef> ours(Optional<Stack> found) {
        return found.filter(s -> s.tags().contains(site.operationTag()) && !s.isBeingDeleted())
                .map(Stack::ref);
    }

    /** Whether Davit logs in to the VIM with an application credential. */
    private boolean isDelegated() {
        return site.work().vim().authCred().propertyNames().stream()
                .anyMatch(name -> name.startsWith("application_credential_"));
    }

    private static StepFailedException withoutTrust(CloudException e) {
        return StepFailedException.of(
                e.getMessage(),
                "Heat does not say why. Often it is this: the VIM is registered with an application credential, and Keystone lets none"
                        + " make the trust that Heat needs for a stack. Register the VIM with user and password ('vim set'), then retry;"
                        + " else heat-engine's log tells the reason.",
                e);
    }

    private static StepFailedException foreign(Stack found) {
        return StepFailedException.of(
                "a stack called " + found.ref().name() + " exists already ("
                        + found.ref().id() + ", " + found.status() + "), and this operation did not make it",
                "If nobody needs it: 'openstack stack delete " + found.ref().id() + "', then retry.");
    }
}
