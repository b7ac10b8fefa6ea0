package dev.davit.lifecycle.plan;

import java.util.Optional;

/**
 * Names a step within one operation: what it does and, where several do the same, to what.
 *
 * @param name few lower-case words, as shown to people: "stack create", "install docker"
 * @param target VNFC, host or image it acts on, e.g. "PrivateRegistryVDU"
 */
public record StepId(String name, Optional<String> target) {
    public static StepId of(String name) {
        return new StepId(name, Optional.empty());
    }

    public static StepId of(String name, String target) {
        return new StepId(name, Optional.of(target));
    }

    @Override
    public String toString() {
        return target.map(t -> name + " [" + t + "]").orElse(name);
    }
}
