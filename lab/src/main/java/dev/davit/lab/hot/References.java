package dev.davit.lab.hot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds the resources that a snippet speaks of. Of an if only the branch that counts. */
public final class References {
    private References() {}

    /** Names of the resources in get_resource and get_attr. */
    public static Set<String> of(Object snippet, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        visit(snippet, "", scope, (name, path) -> names.add(name));
        return names;
    }

    /** @param path where the snippet is, e.g. vm.Properties @param found resource name and path of each reference */
    public static void visit(Object snippet, String path, Scope scope, BiConsumer<String, String> found) {
        switch (snippet) {
            case Map<?, ?> map when Functions.isFunction(map) -> function(map, path, scope, found);
            case Map<?, ?> map -> map.forEach((k, v) -> visit(v, path + "." + k, scope, found));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    visit(list.get(i), path + "[" + i + "]", scope, found);
                }
            }
            case null, default -> {}
        }
    }

    private static void function(Map<?, ?> map, String path, Scope scope, BiConsumer<String, String> found) {
        String function = Functions.name(map);
        Object arguments = map.values().iterator().next();
        String inside = path + "." + function;
        switch (function) {
            case "get_resource" -> {
                if (arguments instanceof String name) {
                    found.accept(name, path);
                } else {
                    found.accept(String.valueOf(Functions.resolve(arguments, scope)), path);
                }
            }
            case "get_attr" -> {
                if (arguments instanceof List<?> list && !list.isEmpty()) {
                    found.accept(String.valueOf(Functions.resolve(list.getFirst(), scope)), path);
                    visit(list.subList(1, list.size()), inside, scope, found);
                }
            }
            case "if" -> visit(ConditionFunctions.branch(arguments, scope), inside, scope, found);
            default -> visit(arguments, inside, scope, found);
        }
    }
}
