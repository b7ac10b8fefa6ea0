package dev.davit.vnfpackage.tosca;

import java.util.List;
import java.util.Optional;

/** The type of a value. @param type a primitive, list, map or a data type's name @param entry of list or map */
public record Schema(String type, Optional<Schema> entry, List<Constraint> constraints) {
    public Schema {
        constraints = List.copyOf(constraints);
    }

    public static Schema of(String type) {
        return new Schema(type, Optional.empty(), List.of());
    }
}
