package dev.davit.lifecycle.plan;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a plan whose steps are known when it is reached. Its lanes run side by side; the steps of a lane one after the
 * other. The phase is over when all lanes are.
 *
 * @param name as shown to people
 * @param lanes gives the lanes for the instance as committed when the phase is entered. Must give the same step ids when
 *     asked again after a restart in the middle of the phase
 */
public record Phase(String name, Function<StepContext, List<List<Step>>> lanes) {

    /** Steps one after the other, known beforehand. */
    public static Phase sequence(String name, Step... steps) {
        return sequence(name, List.of(steps));
    }

    public static Phase sequence(String name, List<Step> steps) {
        return new Phase(name, context -> List.of(steps));
    }

    public static Phase sideBySide(String name, List<List<Step>> lanes) {
        return new Phase(name, context -> lanes);
    }
}
