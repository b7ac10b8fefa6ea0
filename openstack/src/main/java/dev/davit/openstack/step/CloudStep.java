package dev.davit.openstack.step;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.openstack.client.Cloud;
import dev.davit.openstack.heat.TemplateException;
import dev.davit.openstack.http.CloudException;

/** A step that works on the cloud; turns what the cloud refuses into a step's failure. */
abstract class CloudStep implements Step {
    private final StepId id;
    final Site site;

    CloudStep(StepId id, Site site) {
        this.id = id;
        this.site = site;
    }

    @Override
    public final StepId id() {
        return id;
    }

    @Override
    public final StepResult run(StepContext context) throws StepFailedException, InterruptedException {
        return explained(() -> act(context, site.cloud(context)));
    }

    @Override
    public final void undo(StepContext context) throws StepFailedException, InterruptedException {
        explained(() -> {
            takeBack(context, site.cloud(context));
            return StepResult.nothing();
        });
    }

    abstract StepResult act(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException;

    /** As {@link Step#undo}. */
    void takeBack(StepContext context, Cloud cloud) throws StepFailedException, InterruptedException {}

    private interface Work {
        StepResult run() throws StepFailedException, InterruptedException;
    }

    private static StepResult explained(Work work) throws StepFailedException, InterruptedException {
        try {
            return work.run();
        } catch (CloudException e) {
            throw Failures.of(e);
        } catch (TemplateException e) {
            throw StepFailedException.of(e.getMessage(), e.advice(), e);
        } catch (ProblemException e) {
            throw StepFailedException.of(
                    "the VIM's registration cannot be used: " + e.problem().detail(),
                    "Correct it with 'vim set', then retry.",
                    e);
        }
    }
}
