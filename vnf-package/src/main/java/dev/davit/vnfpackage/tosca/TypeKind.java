package dev.davit.vnfpackage.tosca;

import java.util.Locale;

/** The kinds of type definitions of a TOSCA service template. */
public enum TypeKind {
    ARTIFACT,
    CAPABILITY,
    DATA,
    GROUP,
    INTERFACE,
    NODE,
    POLICY,
    RELATIONSHIP;

    /** The keyword of the section that defines them, e.g. {@code node_types}. */
    public String section() {
        return word() + "_types";
    }

    /** For messages, e.g. {@code node}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
