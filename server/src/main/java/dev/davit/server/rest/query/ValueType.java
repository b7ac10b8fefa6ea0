package dev.davit.server.rest.query;

import java.util.Set;

/** The data type of a filterable attribute: which operators it takes and how its values compare. */
sealed interface ValueType {
    Set<String> EQUALITY = Set.of("eq", "neq");
    Set<String> MEMBERSHIP = Set.of("in", "nin");
    Set<String> ORDER = Set.of("gt", "gte", "lt", "lte");
    Set<String> CONTAINMENT = Set.of("cont", "ncont");

    boolean allows(String operator);

    record Text() implements ValueType {
        @Override
        public boolean allows(String operator) {
            return true;
        }
    }

    record Id() implements ValueType {
        @Override
        public boolean allows(String operator) {
            return true;
        }
    }

    record Number() implements ValueType {
        @Override
        public boolean allows(String operator) {
            return EQUALITY.contains(operator) || MEMBERSHIP.contains(operator) || ORDER.contains(operator);
        }
    }

    record Choice(Set<String> values) implements ValueType {
        @Override
        public boolean allows(String operator) {
            return EQUALITY.contains(operator) || MEMBERSHIP.contains(operator);
        }
    }

    record Flag() implements ValueType {
        @Override
        public boolean allows(String operator) {
            return EQUALITY.contains(operator);
        }
    }

    record Time() implements ValueType {
        @Override
        public boolean allows(String operator) {
            return ORDER.contains(operator);
        }
    }
}
