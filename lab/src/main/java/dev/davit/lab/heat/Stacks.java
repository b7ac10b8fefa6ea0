package dev.davit.lab.heat;

import dev.davit.lab.hot.Functions;
import dev.davit.lab.hot.Parameters;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stacks by id, deleted ones too for a while. */
public final class Stacks {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MAX_REMEMBERED = 1000;
    private final Map<String, Stack> byId = new LinkedHashMap<>();
    private final ResourceTypes types;
    private final CustomConstraints constraints;

    Stacks(ResourceTypes types, CustomConstraints constraints) {
        this.types = types;
        this.constraints = constraints;
    }

    synchronized void add(Stack stack) {
        Instant limit = Instant.now().minus(REMEMBERED);
        byId.values().removeIf(s -> s.deleted().filter(d -> d.isBefore(limit)).isPresent());
        List<String> gone =
                byId.values().stream().filter(Stack::gone).map(Stack::id).toList();
        gone.subList(0, Math.max(0, gone.size() - MAX_REMEMBERED)).forEach(byId::remove);
        byId.put(stack.id(), stack);
    }

    public synchronized Optional<Stack> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<Stack> all() {
        return new ArrayList<>(byId.values());
    }

    /** A project's stack of the name that is not deleted; nested ones have names too. */
    synchronized Optional<Stack> named(String project, String name) {
        return byId.values().stream()
                .filter(s -> s.name().equals(name) && s.owner().projectId().equals(project) && !s.gone())
                .findFirst();
    }

    /** Adds it unless the name is taken: 409. */
    synchronized void addNew(Stack stack, int maximum) {
        String project = stack.owner().projectId();
        if (named(project, stack.name()).isPresent()) {
            throw new ApiException(409, "StackExists", "The Stack (" + stack.name() + ") already exists.");
        }
        long roots = byId.values().stream()
                .filter(s -> s.parent().isEmpty()
                        && !s.gone()
                        && s.owner().projectId().equals(project))
                .count();
        if (roots >= maximum) {
            throw new ApiException(
                    400,
                    "RequestLimitExceeded",
                    "Request limit exceeded: You have reached the maximum stacks per tenant, " + maximum
                            + ". Please delete some stacks.");
        }
        add(stack);
    }

    List<Stack> inside(Stack stack) {
        return all().stream()
                .filter(s ->
                        s.parent().filter(p -> p.stack().equals(stack.id())).isPresent())
                .toList();
    }

    /** The nested stack that the resource stands for. */
    Optional<Stack> nested(Stack stack, StackResource resource) {
        return find(resource.physicalId())
                .filter(s ->
                        s.parent().filter(p -> p.stack().equals(stack.id())).isPresent());
    }

    Stack root(Stack stack) {
        return stack.parent().flatMap(p -> find(p.stack())).map(this::root).orElse(stack);
    }

    Parameters parameters(Blueprint blueprint, Caller caller, String name, String id) {
        Map<String, Object> pseudo = new LinkedHashMap<>();
        pseudo.put("OS::project_id", caller.projectId());
        pseudo.put("OS::stack_id", id);
        pseudo.put("OS::stack_name", name);
        return Parameters.of(
                blueprint.template(),
                blueprint.given(),
                blueprint.defaults(),
                pseudo,
                (constraint, value) -> constraints.problem(caller, constraint, value));
    }

    StackScope scope(Stack stack) {
        return new StackScope(stack, types);
    }

    /** The value of an output; null when it has none now, or when there is none of the name. */
    Object output(Stack stack, String name) {
        Map<String, Object> output = stack.blueprint().template().outputs().get(name);
        return output == null ? null : Functions.resolve(output.get("value"), scope(stack));
    }

    /** What a resource is known by in its stack's template. */
    String reference(Stack stack, StackResource resource) {
        return String.valueOf(scope(stack).reference(resource.name()));
    }
}
