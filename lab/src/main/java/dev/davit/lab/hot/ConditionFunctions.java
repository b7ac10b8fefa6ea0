package dev.davit.lab.hot;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** if, equals, not, and, or, contains; and the conditions that they are made of. */
public final class ConditionFunctions {
    private ConditionFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        all.put("if", (arguments, scope) -> Functions.resolve(branch(arguments, scope), scope));
        all.put("equals", (arguments, scope) -> {
            List<Object> two = Functions.list("equals", Functions.resolve(arguments, scope));
            if (two.size() != 2) {
                throw HotException.invalid("Arguments to \"equals\" must be of the form: [value_1, value_2]");
            }
            return Objects.equals(comparable(two.get(0)), comparable(two.get(1)));
        });
        all.put("not", (arguments, scope) -> !holds(arguments, scope));
        all.put(
                "and",
                (arguments, scope) -> Functions.list("and", arguments).stream().allMatch(c -> holds(c, scope)));
        all.put(
                "or",
                (arguments, scope) -> Functions.list("or", arguments).stream().anyMatch(c -> holds(c, scope)));
        all.put("contains", (arguments, scope) -> {
            List<Object> two = Functions.list("contains", Functions.resolve(arguments, scope));
            return two.size() == 2 && two.get(1) instanceof List<?> list
                    ? list.contains(two.getFirst())
                    : TextFunctions.text(two.getLast()).contains(TextFunctions.text(two.getFirst()));
        });
    }

    private static Object comparable(Object value) {
        return value instanceof Number number && number.doubleValue() == number.longValue()
                ? (Object) number.longValue()
                : value;
    }

    /** The branch of an if that counts, as written. */
    static Object branch(Object arguments, Scope scope) {
        List<Object> list = Functions.list("if", arguments);
        if (list.size() < 2 || list.size() > 3) {
            throw HotException.invalid(
                    "Arguments to \"if\" must be of the form: [condition_name, value_if_true, value_if_false]");
        }
        if (holds(list.getFirst(), scope)) {
            return list.get(1);
        }
        return list.size() == 3 ? list.get(2) : Absent.ABSENT;
    }

    /** Whether a condition holds: a boolean, the name of a condition, or a function. */
    public static boolean holds(Object condition, Scope scope) {
        Object value = condition instanceof String name
                ? Functions.resolve(scope.condition(name), scope)
                : Functions.resolve(condition, scope);
        return switch (value) {
            case Boolean flag -> flag;
            case String name when !name.equals(condition) -> holds(name, scope);
            case null, default ->
                throw HotException.invalid(
                        "The condition value should be boolean or a condition's name, not: " + value);
        };
    }
}
