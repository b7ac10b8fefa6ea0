package dev.davit.lab.hot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Checks a parameter's value: length, range, modulo, allowed_values, allowed_pattern, custom_constraint. */
final class Constraints {
    private Constraints() {}

    /** @param custom a custom constraint's name and the value to what is wrong with it */
    static void check(ParameterSchema schema, Object value, BiFunction<String, String, Optional<String>> custom) {
        for (Map<String, Object> constraint : schema.constraints()) {
            Optional<String> wrong = problem(constraint, value, custom);
            if (wrong.isPresent()) {
                Object description = constraint.get("description");
                throw ParameterValues.invalid(schema, description == null ? wrong.get() : description.toString());
            }
        }
    }

    private static Optional<String> problem(
            Map<String, Object> constraint, Object value, BiFunction<String, String, Optional<String>> custom) {
        if (constraint.get("length") instanceof Map<?, ?> limits) {
            int length = value instanceof List<?> list
                    ? list.size()
                    : value instanceof Map<?, ?> map
                            ? map.size()
                            : String.valueOf(value).length();
            return outside(limits, length).map(r -> "length (" + length + ") is out of range " + r);
        }
        if (constraint.get("range") instanceof Map<?, ?> limits) {
            return outside(limits, ((Number) value).doubleValue()).map(r -> value + " is out of range " + r);
        }
        if (constraint.get("modulo") instanceof Map<?, ?> modulo) {
            long step = ((Number) modulo.get("step")).longValue();
            long offset = ((Number) modulo.get("offset")).longValue();
            return Math.floorMod(((Number) value).longValue(), step) == offset
                    ? Optional.empty()
                    : Optional.of(value + " is not a multiple of " + step + " with an offset of " + offset);
        }
        if (constraint.get("allowed_values") instanceof List<?> allowed) {
            List<?> given = value instanceof List<?> list ? list : List.of(value);
            List<String> texts = allowed.stream().map(TextFunctions::text).toList();
            return given.stream()
                    .map(TextFunctions::text)
                    .filter(g -> !texts.contains(g))
                    .findFirst()
                    .map(g -> '"' + g + "\" is not an allowed value " + texts);
        }
        if (constraint.get("allowed_pattern") instanceof String pattern) {
            return TextFunctions.text(value).matches(pattern)
                    ? Optional.empty()
                    : Optional.of('"' + TextFunctions.text(value) + "\" does not match pattern \"" + pattern + '"');
        }
        if (constraint.get("custom_constraint") instanceof String name) {
            return custom.apply(name, TextFunctions.text(value));
        }
        return Optional.empty();
    }

    private static Optional<String> outside(Map<?, ?> limits, double value) {
        Object min = limits.get("min");
        Object max = limits.get("max");
        boolean fits = (min == null || value >= ((Number) min).doubleValue())
                && (max == null || value <= ((Number) max).doubleValue());
        return fits
                ? Optional.empty()
                : Optional.of("(min: " + (min == null ? "None" : min) + ", max: " + (max == null ? "None" : max) + ")");
    }
}
