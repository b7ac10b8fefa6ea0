package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.hot.Template;
import dev.davit.lab.hot.TemplateParser;
import dev.davit.lab.http.Caller;
import dev.davit.lab.json.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stacks that stand for resources of other stacks. */
public final class NestedStacks {
    private final Stacks stacks;
    private final Engine engine;
    private final Validator validator;
    private final ResourceTypes types;

    NestedStacks(Stacks stacks, Engine engine, Validator validator, ResourceTypes types) {
        this.stacks = stacks;
        this.engine = engine;
        this.validator = validator;
        this.types = types;
    }

    /** Makes the stack and returns its id when it is complete. The resource has its id at once. */
    public String create(Work work, Template template, Map<String, Object> parameters) {
        Stack parent = work.stack();
        Blueprint blueprint = parent.blueprint().inside(template, parameters);
        String id = Ids.uuid();
        String name = work.physicalName(255);
        Stack stack = new Stack(
                id,
                name,
                parent.owner(),
                Optional.of(new Stack.Parent(parent.id(), work.resource().name())),
                Instant.now(),
                blueprint,
                stacks.parameters(blueprint, parent.owner(), name, id),
                new StackOptions(true, parent.options().timeoutMinutes(), List.of()));
        stacks.add(stack);
        work.physicalId(id);
        run(stack, "CREATE", work);
        return id;
    }

    /** Brings the stack to another template or other parameters. */
    public void update(Work work, Template template, Map<String, Object> parameters) {
        Stack stack = of(work);
        Blueprint blueprint = work.stack().blueprint().inside(template, parameters);
        stack.redefine(
                blueprint, stacks.parameters(blueprint, stack.owner(), stack.name(), stack.id()), stack.options());
        run(stack, "UPDATE", work);
    }

    /** Fine when it is gone. */
    public void delete(Work work) {
        stacks.find(work.physicalId()).filter(s -> !s.gone()).ifPresent(stack -> run(stack, "DELETE", work));
    }

    private void run(Stack stack, String action, Work work) {
        engine.runInside(stack, action, work.operation()).ifPresent(reason -> {
            throw inner(reason, action);
        });
    }

    /** "Resource CREATE failed: Kind: resources.x: message" of the inner stack, as a failure whose path the outer one lengthens. */
    private static RuntimeException inner(String reason, String action) {
        String[] parts = reason.split(": ", 4);
        if (parts.length == 4
                && parts[0].equals("Resource " + action + " failed")
                && parts[2].startsWith("resources.")) {
            return Failure.at(parts[1], List.of(parts[2].split("\\.")), parts[3]);
        }
        return new Failure("StackValidationFailed", reason);
    }

    /** The stack of a nested resource. */
    public Stack of(Work work) {
        return stacks.find(work.physicalId())
                .orElseThrow(() ->
                        new Failure("EntityNotFound", "The Stack (" + work.physicalId() + ") could not be found."));
    }

    /** An output of the nested stack; null when it has none of the name. */
    public Object output(Work work, String name) {
        return stacks.output(of(work), name);
    }

    /** An attribute of a member of the nested stack; null when there is none now. */
    public Object memberAttribute(Work work, String member, String attribute, List<Object> path) {
        return stacks.scope(of(work)).attribute(member, attribute, path);
    }

    /** What get_resource would yield for a member of the nested stack. */
    public Object memberReference(Work work, String member) {
        return stacks.scope(of(work)).reference(member);
    }

    /** The member names: failed ones first, then the oldest, so that the first are the first to go. */
    public List<String> members(Work work, boolean withFailed) {
        return of(work).resources().stream()
                .filter(r -> withFailed || !r.failed())
                .sorted(Comparator.comparing((StackResource r) -> !r.failed())
                        .thenComparing(StackResource::created)
                        .thenComparing(StackResource::name))
                .map(StackResource::name)
                .toList();
    }

    /** A resource of the work's own stack that get_resource yields the reference for. */
    public Optional<Work> referred(Work work, String reference) {
        return work.stack().resources().stream()
                .filter(r -> !r.physicalId().isEmpty())
                .filter(r -> reference.equals(stacks.reference(work.stack(), r)) || reference.equals(r.physicalId()))
                .findFirst()
                .map(work::on);
    }

    /** Checks a template that a resource brings along. Throws HotException. */
    public void check(
            Caller caller, Blueprint outer, String resource, Template template, Map<String, Object> known, int depth) {
        if (depth == 0) {
            throw new HotException("RequestLimitExceeded", "Request limit exceeded: Recursion depth exceeds 5.");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        template.parameters().forEach((name, schema) -> schema.fallback().ifPresent(f -> parameters.put(name, f)));
        known.keySet().stream()
                .filter(template.parameters()::containsKey)
                .forEach(n -> parameters.put(n, known.get(n)));
        if (parameters.size() == template.parameters().size()) {
            Blueprint inner = outer.inside(template, parameters);
            validator.check(caller, inner, stacks.parameters(inner, caller, resource, ""), depth - 1);
        } else {
            template.resources().values().forEach(d -> types.of(outer.inside(template, Map.of()), d.type()));
        }
    }

    /** Checks the definition that a group has for its members, as far as it can be known before anything is made. */
    public void checkMember(Caller caller, Blueprint outer, ResourceDefinition group, String property, int depth) {
        if (group.properties().get(property) instanceof Map<?, ?> map && map.containsKey("type")) {
            ResourceDefinition member = TemplateParser.resource(group.name(), map);
            ResourceType type = types.of(outer, member.type());
            type.schema().checkNames(group.name(), member.properties().keySet());
            if (type instanceof Checked checked) {
                checked.check(caller, outer, member, Map.of(), depth - 1);
            }
        }
    }
}
