package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.Parameters;
import dev.davit.lab.hot.Paths;
import dev.davit.lab.hot.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the functions of a stack's template see. */
final class StackScope implements Scope {
    private final Optional<Stack> stack;
    private final Blueprint blueprint;
    private final Parameters parameters;
    private final ResourceTypes types;

    /** Sees the stack's resources too. */
    StackScope(Stack stack, ResourceTypes types) {
        this(Optional.of(stack), stack.blueprint(), stack.parameters(), types);
    }

    /** @param stack empty while the template is only validated */
    StackScope(Optional<Stack> stack, Blueprint blueprint, Parameters parameters, ResourceTypes types) {
        this.stack = stack;
        this.blueprint = blueprint;
        this.parameters = parameters;
        this.types = types;
    }

    @Override
    public Object parameter(String name) {
        return parameters.value(name);
    }

    @Override
    public Object reference(String name) {
        return stack.flatMap(s -> s.resource(name))
                .map(r -> (Object)
                        types.of(stack.orElseThrow().blueprint(), r.type()).reference(work(r)))
                .orElse(null);
    }

    @Override
    public Object attribute(String name, String attribute, List<Object> path) {
        return stack.flatMap(s -> s.resource(name))
                .filter(r -> !r.physicalId().isEmpty())
                .map(r -> {
                    ResourceType type = types.of(stack.orElseThrow().blueprint(), r.type());
                    if (!type.hasAttribute(attribute)) {
                        throw new HotException(
                                "InvalidTemplateAttribute",
                                "The Referenced Attribute (" + name + " " + attribute + ") is incorrect.");
                    }
                    return type instanceof PathAttributes paths
                            ? paths.attribute(work(r), attribute, path)
                            : Paths.select(type.attribute(work(r), attribute), path, null);
                })
                .orElse(null);
    }

    private Work work(StackResource resource) {
        return new Work(stack.orElseThrow(), resource, resource.properties(), new Operation(java.time.Instant.MAX));
    }

    @Override
    public String file(String name) {
        String content = blueprint.files().get(name);
        if (content == null) {
            throw HotException.invalid("No content found in the \"files\" section for get_file path: " + name);
        }
        return content;
    }

    @Override
    public Object condition(String name) {
        Map<String, Object> conditions = blueprint.template().conditions();
        if (!conditions.containsKey(name)) {
            throw HotException.invalid("Invalid condition name \"" + name + "\"");
        }
        return conditions.get(name);
    }
}
