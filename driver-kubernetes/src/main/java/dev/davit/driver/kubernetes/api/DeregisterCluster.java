package dev.davit.driver.kubernetes.api;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.lifecycle.plan.StepResult.Effect;
import dev.davit.lifecycle.vim.VimRegistrations;

/** Removes the cluster from the registered VIMs. Nothing there is fine, so it can be run again. */
public final class DeregisterCluster implements Step {
    private final VimRegistrations registrations;
    private final String name;

    public DeregisterCluster(VimRegistrations registrations, String name) {
        this.registrations = registrations;
        this.name = name;
    }

    @Override
    public StepId id() {
        return StepId.of("remove vim");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailedException {
        try {
            registrations.remove(context.instance().id(), name);
            return StepResult.of(Effect.REMOVED);
        } catch (ProblemException e) {
            throw StepFailedException.of(
                    "VIM '" + name + "' cannot be removed: " + e.getMessage(),
                    "Terminate the VNF instances that use it, then retry.",
                    e);
        }
    }
}
