package dev.davit.lifecycle.plan;

import dev.davit.lifecycle.instance.VnfInstance;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a step reports when done.
 *
 * @param effect what it did; a second run of a step reports NOTHING
 * @param values facts for later steps (ids, addresses), journaled with DONE. Never secrets
 * @param instanceChange applied to the VNF instance in the same transaction as DONE
 */
public record StepResult(Effect effect, Map<String, String> values, UnaryOperator<VnfInstance> instanceChange) {

    public enum Effect {
        NOTHING,
        CREATED,
        CHANGED,
        REMOVED
    }

    public StepResult {
        values = Map.copyOf(values);
    }

    public static StepResult nothing() {
        return new StepResult(Effect.NOTHING, Map.of(), UnaryOperator.identity());
    }

    public static StepResult of(Effect effect) {
        return new StepResult(effect, Map.of(), UnaryOperator.identity());
    }

    public static StepResult of(Effect effect, Map<String, String> values) {
        return new StepResult(effect, values, UnaryOperator.identity());
    }

    public StepResult changing(UnaryOperator<VnfInstance> change) {
        return new StepResult(effect, values, change);
    }
}
