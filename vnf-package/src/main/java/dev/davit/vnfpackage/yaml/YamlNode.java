package dev.davit.vnfpackage.yaml;

/** A value in a YAML file, with the place where it stands. Immutable. */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {
    Position position();

    /** For messages: what it is, e.g. {@code a list} or {@code 'abc'}. */
    String describe();

    default boolean isNull() {
        return false;
    }
}
