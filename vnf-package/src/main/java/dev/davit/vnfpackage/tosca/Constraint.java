package dev.davit.vnfpackage.tosca;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a property's value must satisfy (TOSCA constraint clauses). {@code pattern} is not among them: a regular expression
 * from a package can run for ever, and the one that SOL001 has, for vnfm_info, is broken by packages in use.
 */
public sealed interface Constraint {
    /** Why the text does not satisfy it, as "expected ..."; empty when it does. */
    Optional<String> expected(String type, String text);

    record OneOf(List<String> values) implements Constraint {
        @Override
        public Optional<String> expected(String type, String text) {
            return values.contains(text) ? Optional.empty() : Optional.of("one of " + String.join(", ", values));
        }
    }

    enum Comparison {
        AT_LEAST("at least"),
        MORE_THAN("more than"),
        AT_MOST("at most"),
        LESS_THAN("less than"),
        EQUAL("exactly");

        private final String words;

        Comparison(String words) {
            this.words = words;
        }

        boolean holds(int order) {
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case MORE_THAN -> order > 0;
                case AT_MOST -> order <= 0;
                case LESS_THAN -> order < 0;
                case EQUAL -> order == 0;
            };
        }
    }

    record Bound(Comparison comparison, String limit) implements Constraint {
        @Override
        public Optional<String> expected(String type, String text) {
            Optional<Integer> order = compare(type, text, limit);
            return order.isEmpty() || comparison.holds(order.get())
                    ? Optional.empty()
                    : Optional.of(comparison.words + " " + limit);
        }

        private static Optional<Integer> compare(String type, String a, String b) {
            Optional<ScalarUnit.Dimension> dimension = ScalarUnit.Dimension.ofType(type);
            if (dimension.isPresent()) {
                Optional<ScalarUnit> left = ScalarUnit.parse(dimension.get(), a);
                return left.flatMap(l -> ScalarUnit.parse(dimension.get(), b).map(l::compareTo));
            }
            return switch (type) {
                case "integer", "float" ->
                    Numbers.decimal(a).flatMap(l -> Numbers.decimal(b).map(l::compareTo));
                default -> a.equals(b) ? Optional.of(0) : Optional.empty();
            };
        }
    }

    /** Limits on a string's length. */
    record Length(int least, int most) implements Constraint {
        @Override
        public Optional<String> expected(String type, String text) {
            int length = text.codePointCount(0, text.length());
            return length >= least && length <= most
                    ? Optional.empty()
                    : Optional.of(
                            least + " to " + (most == Integer.MAX_VALUE ? "any number of" : most) + " characters");
        }
    }

    /** Reading numbers from package text; a decimal exponent is bounded, or one short number takes all memory. */
    final class Numbers {
        private Numbers() {}

        static Optional<BigDecimal> decimal(String text) {
            return text.matches("[+-]?\\d{1,40}(\\.\\d{0,40})?([eE][+-]?\\d{1,2})?")
                    ? Optional.of(new BigDecimal(text))
                    : Optional.empty();
        }

        /** Decimal, also with leading zeros, as in YAML 1.2. */
        static Optional<Long> integer(String text) {
            return text.matches("[+-]?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }
    }
}
