package dev.davit.vnfpackage.vnfd;

import java.util.Locale;
import java.util.Optional;

/** Where a management driver can act: the operations of the Vnflcm interface (SOL001 v2.6.1 clause 6.7). */
public enum LifecycleHook {
    INSTANTIATE_START,
    INSTANTIATE_END,
    TERMINATE_START,
    TERMINATE_END,
    HEAL_START,
    HEAL_END,
    SCALE_START,
    SCALE_END,
    CHANGE_EXTERNAL_CONNECTIVITY_START,
    CHANGE_EXTERNAL_CONNECTIVITY_END,
    MODIFY_INFORMATION_START,
    MODIFY_INFORMATION_END;

    /** The name in the descriptor, e.g. {@code instantiate_end}. */
    public String toscaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LifecycleHook> ofToscaName(String name) {
        for (LifecycleHook hook : values()) {
            if (hook.toscaName().equals(name)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }
}
