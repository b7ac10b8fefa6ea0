package dev.davit.vnfpackage.tosca;

import java.util.Locale;
import java.util.Set;

/** Truth as descriptors write it: YAML 1.2's words, and YAML 1.1's, which TOSCA 1.2 refers to. */
public final class Booleans {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private Booleans() {}

    public static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }

    public static boolean isBoolean(String text) {
        return isTrue(text) || FALSE.contains(text.toLowerCase(Locale.ROOT));
    }
}
