package dev.davit.lab.hot;

import java.util.List;
import java.util.Map;

/** get_param, get_resource, get_attr, get_file. */
final class ReferenceFunctions {
    private ReferenceFunctions() {}

    static void addTo(Map<String, Functions.Function> all) {
        all.put("get_param", ReferenceFunctions::parameter);
        all.put(
                "get_resource",
                (arguments, scope) -> scope.reference(String.valueOf(Functions.resolve(arguments, scope))));
        all.put("get_attr", ReferenceFunctions::attribute);
        all.put("get_file", (arguments, scope) -> scope.file(String.valueOf(Functions.resolve(arguments, scope))));
    }

    private static Object parameter(Object arguments, Scope scope) {
        Object resolved = Functions.resolve(arguments, scope);
        if (resolved instanceof List<?> list) {
            if (list.isEmpty()) {
                throw HotException.invalid("Function \"get_param\" must have arguments");
            }
            Object value = scope.parameter(String.valueOf(list.getFirst()));
            return Paths.select(value, List.copyOf(list.subList(1, list.size())), "");
        }
        return scope.parameter(String.valueOf(resolved));
    }

    private static Object attribute(Object arguments, Scope scope) {
        List<Object> list = Functions.list("get_attr", Functions.resolve(arguments, scope));
        if (list.isEmpty()) {
            throw HotException.invalid(
                    "Arguments to \"get_attr\" must be of the form [resource_name, attribute, (path), ...]");
        }
        String attribute = list.size() > 1 ? String.valueOf(list.get(1)) : "";
        return scope.attribute(
                String.valueOf(list.getFirst()), attribute, list.subList(Math.min(2, list.size()), list.size()));
    }
}
