package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;

/**
 * A step of the engine itself that touches nothing but the instance: its INTENT need not be written before it runs, so it
 * costs no commit of its own. Running it twice gives the same instance.
 */
record LocalStep(StepId id, StepResult result) implements Step {

    /** SOL003 v2.6.1 clause 5.3: Davit decides on the grant itself. */
    static final StepId GRANT = StepId.of("grant");

    /** What a failed instantiate left has been removed; from here on the instance is built anew. */
    static final StepId CLEARED = StepId.of("begin anew");

    /** The aspect has its new scale level, whatever the VIM port has told of its VNFCs. */
    static final StepId SCALED = StepId.of("scale level");

    @Override
    public StepResult run(StepContext context) {
        return result;
    }
}
