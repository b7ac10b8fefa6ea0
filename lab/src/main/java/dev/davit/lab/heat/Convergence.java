package dev.davit.lab.heat;

import dev.davit.lab.fault.Fault;
import dev.davit.lab.fault.Faults;
import dev.davit.lab.hot.Functions;
import dev.davit.lab.hot.Graph;
import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.hypervisor.HypervisorException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done with one resource: made, changed in place, replaced, left alone or deleted. */
final class Convergence {
    private final ResourceTypes types;
    private final Faults faults;

    Convergence(ResourceTypes types, Faults faults) {
        this.types = types;
        this.faults = faults;
    }

    /** Enters the template's new resources, and lets those go that are not in it any more. */
    void prepare(Stack stack, Graph graph) {
        for (StackResource resource : stack.resources()) {
            if (!graph.nodes().contains(resource.name())) {
                stack.forget(resource);
                stack.addLeftover(resource);
            }
        }
        for (String name : graph.nodes()) {
            if (stack.resource(name).isEmpty()) {
                stack.put(new StackResource(
                        name, stack.blueprint().template().resources().get(name).type()));
            }
        }
    }

    void converge(Stack stack, Graph graph, String name, Operation operation) {
        ResourceDefinition definition = stack.blueprint().template().resources().get(name);
        StackResource resource = stack.resource(name).orElseThrow();
        String action = resource.untouched() ? "CREATE" : "UPDATE";
        Map<String, Object> wanted;
        ResourceType type;
        try {
            type = types.of(stack.blueprint(), definition.type());
            wanted = type.schema()
                    .convert(name, Functions.resolveAll(definition.properties(), new StackScope(stack, types)));
        } catch (HotException e) {
            Failure failure = new Failure(e.kind(), e.getMessage()).in(name);
            stack.state(resource, action, "FAILED", failure.text());
            throw failure;
        }
        Target target = new Target(stack, type, definition, wanted, graph.needs(name), operation);
        if (resource.untouched()) {
            create(target, resource);
        } else if (mustBeReplaced(target, resource)) {
            replace(target, resource);
        } else if (type instanceof Nested || !wanted.equals(resource.properties())) {
            if (type instanceof Nested || type.schema().updatesInPlace(resource.properties(), wanted)) {
                update(target, resource);
            } else {
                replace(target, resource);
            }
        } else {
            resource.made(wanted, target.needs(), definition.retain());
        }
    }

    private record Target(
            Stack stack,
            ResourceType type,
            ResourceDefinition definition,
            Map<String, Object> wanted,
            Set<String> needs,
            Operation operation) {}

    private static boolean mustBeReplaced(Target target, StackResource resource) {
        if (!resource.type().equals(target.definition().type()) || resource.unhealthy()) {
            return true;
        }
        return resource.failed()
                && (!(target.type() instanceof Nested) || resource.physicalId().isEmpty());
    }

    private void replace(Target target, StackResource old) {
        StackResource fresh = new StackResource(old.name(), target.definition().type());
        // The old one may be of another type, one that the new blueprint does not know.
        Work before = new Work(target.stack(), old, old.properties(), target.operation());
        if (old.type().equals(target.definition().type())) {
            target.type().giveWay(before);
        }
        target.stack().replace(old, fresh);
        create(target, fresh);
    }

    private void create(Target target, StackResource resource) {
        resource.made(target.wanted(), target.needs(), target.definition().retain());
        perform(target.stack(), resource, "CREATE", () -> {
            Work work = new Work(target.stack(), resource, target.wanted(), target.operation());
            resource.physicalId(target.type().create(work));
        });
    }

    private void update(Target target, StackResource resource) {
        Map<String, Object> before = resource.properties();
        perform(target.stack(), resource, "UPDATE", () -> {
            target.type().update(new Work(target.stack(), resource, target.wanted(), target.operation()), before);
            resource.made(target.wanted(), target.needs(), target.definition().retain());
        });
    }

    /** Deletes the real thing and forgets the resource. */
    void delete(Stack stack, StackResource resource, Operation operation) {
        if (!resource.untouched() && !resource.physicalId().isEmpty() && !resource.retain()) {
            perform(stack, resource, "DELETE", () -> {
                try {
                    types.of(stack.blueprint(), resource.type())
                            .delete(new Work(stack, resource, resource.properties(), operation));
                } catch (ApiException e) {
                    if (e.status() != 404) {
                        throw e;
                    }
                }
            });
        }
        stack.forget(resource);
    }

    private void perform(Stack stack, StackResource resource, String action, Runnable work) {
        stack.state(resource, action, "IN_PROGRESS", "state changed");
        try {
            suffer(resource, action);
            work.run();
            stack.state(resource, action, "COMPLETE", "state changed");
        } catch (RuntimeException e) {
            Failure failure = failure(e).in(resource.name());
            stack.state(resource, action, "FAILED", failure.text());
            throw failure;
        }
    }

    private void suffer(StackResource resource, String action) {
        Optional<Fault> fault = faults.ofResource(resource.type(), resource.name(), action);
        if (fault.isEmpty()) {
            return;
        }
        try {
            Thread.sleep(fault.get().latencyMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Timeout", "Timed out");
        }
        fault.get().reason().ifPresent(reason -> {
            throw new Failure("ResourceInError", "Went to status ERROR due to \"" + reason + "\"");
        });
    }

    private static Failure failure(RuntimeException e) {
        return switch (e) {
            case Failure failure -> failure;
            case ApiException api -> new Failure(kind(api), api.getMessage());
            case HotException hot -> new Failure(hot.kind(), hot.getMessage());
            case HypervisorException hypervisor -> new Failure("ResourceInError", hypervisor.getMessage());
            default -> {
                org.slf4j.LoggerFactory.getLogger(Convergence.class).error("A resource failed in an unexpected way", e);
                yield new Failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
            }
        };
    }

    /** Heat shows the name of the client's exception. */
    private static String kind(ApiException e) {
        return switch (e.kind()) {
            case "NotFound", "BadRequest", "Conflict", "Forbidden" -> e.kind();
            default -> e.status() == 409 ? "Conflict" : e.kind();
        };
    }
}
