package dev.davit.lab.heat;

import dev.davit.lab.hot.ConditionFunctions;
import dev.davit.lab.hot.Functions;
import dev.davit.lab.hot.Graph;
import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.Parameters;
import dev.davit.lab.hot.References;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a blueprint before anything is made of it, and finds the order to make it in. */
final class Validator {
    private static final int MAX_RESOURCES = 1000;
    private static final int MAX_DEPTH = 5;
    private final ResourceTypes types;
    private final CustomConstraints constraints;

    Validator(ResourceTypes types, CustomConstraints constraints) {
        this.types = types;
        this.constraints = constraints;
    }

    /** Throws {@link HotException} or 403. */
    void check(Caller caller, Blueprint blueprint, Parameters parameters) {
        check(caller, blueprint, parameters, MAX_DEPTH);
    }

    /** @param depth how many more stacks may be nested */
    void check(Caller caller, Blueprint blueprint, Parameters parameters, int depth) {
        StackScope scope = new StackScope(Optional.empty(), blueprint, parameters, types);
        Map<String, ResourceDefinition> enabled = enabled(blueprint, scope);
        if (enabled.size() > MAX_RESOURCES) {
            throw new HotException(
                    "RequestLimitExceeded", "Request limit exceeded: Maximum resources per stack exceeded.");
        }
        enabled.values().forEach(d -> check(caller, blueprint, scope, d, enabled.keySet(), depth));
        graph(blueprint, scope).sorted();
        blueprint
                .template()
                .outputs()
                .forEach((name, output) ->
                        references(output.get("value"), "outputs." + name + ".value", scope, enabled.keySet()));
    }

    private void check(
            Caller caller,
            Blueprint blueprint,
            StackScope scope,
            ResourceDefinition definition,
            Set<String> names,
            int depth) {
        ResourceType type = types.of(blueprint, definition.type());
        if (type.forAdministrators() && !caller.admin()) {
            throw ApiException.forbidden("You are not authorized to use " + type.name() + ".");
        }
        for (String needed : definition.dependsOn()) {
            if (!names.contains(needed) && !blueprint.template().resources().containsKey(needed)) {
                throw reference(needed, definition.name() + ".depends_on");
            }
        }
        references(definition.properties(), definition.name() + ".Properties", scope, names);
        type.schema().checkNames(definition.name(), definition.properties().keySet());
        Map<String, Object> known = known(definition, scope);
        known.forEach((name, value) -> {
            Object converted = type.schema().convert(definition.name(), name, value);
            type.schema()
                    .constraint(name)
                    .flatMap(c -> constraints.problem(caller, c, String.valueOf(converted)))
                    .ifPresent(problem -> {
                        throw HotException.property(definition.name(), "." + name, problem);
                    });
        });
        if (type instanceof Checked checked) {
            checked.check(caller, blueprint, definition, known, depth);
        }
    }

    /** The properties whose value does not depend on other resources. */
    private static Map<String, Object> known(ResourceDefinition definition, StackScope scope) {
        Map<String, Object> written = new HashMap<>();
        definition.properties().forEach((name, snippet) -> {
            if (snippet != null && References.of(snippet, scope).isEmpty()) {
                written.put(name, snippet);
            }
        });
        return Functions.resolveAll(written, scope);
    }

    private static void references(Object snippet, String path, StackScope scope, Set<String> names) {
        References.visit(snippet, path, scope, (name, where) -> {
            if (!names.contains(name)) {
                throw reference(name, where);
            }
        });
    }

    private static HotException reference(String name, String where) {
        return new HotException(
                "InvalidTemplateReference",
                "The specified reference \"" + name + "\" (in " + where + ") is incorrect.");
    }

    /** The resources whose condition holds. */
    static Map<String, ResourceDefinition> enabled(Blueprint blueprint, StackScope scope) {
        Map<String, ResourceDefinition> enabled = new LinkedHashMap<>();
        blueprint.template().resources().forEach((name, definition) -> {
            if (ConditionFunctions.holds(definition.condition(), scope)) {
                enabled.put(name, definition);
            }
        });
        return enabled;
    }

    /** Who needs whom, by depends_on, references and what types know of each other. */
    Graph graph(Blueprint blueprint, StackScope scope) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        enabled(blueprint, scope).forEach((name, definition) -> {
            Set<String> of = new LinkedHashSet<>(definition.dependsOn());
            of.addAll(References.of(definition.properties(), scope));
            of.addAll(types.of(blueprint, definition.type()).alsoNeeds(definition, blueprint.template()));
            needs.put(name, of);
        });
        return Graph.of(needs);
    }
}
