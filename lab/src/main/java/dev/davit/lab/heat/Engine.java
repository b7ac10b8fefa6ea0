package dev.davit.lab.heat;

import dev.davit.lab.fault.Faults;
import dev.davit.lab.hot.Graph;
import dev.davit.lab.hot.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stacks to what their blueprints say.
 *
 * <ol>
 *   <li>A newer operation supersedes the ones before: they start no resource any more, and it waits for their end.
 *   <li>Converge: each resource of the template, after those it needs, is made, changed in place, replaced or left alone.
 *   <li>When all went well, clean up: what was replaced or is no longer in the template is deleted, users before used.
 *   <li>When not, and rollback is wanted: after a create all is deleted, after an update the former blueprint is converged to.
 * </ol>
 */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private final ResourceTypes types;
    private final Validator validator;
    private final Convergence convergence;
    private final Runnable changed;

    Engine(ResourceTypes types, Validator validator, Faults faults, Runnable changed) {
        this.types = types;
        this.validator = validator;
        this.convergence = new Convergence(types, faults);
        this.changed = changed;
    }

    /** Starts in the background; the stack is in progress when this returns. */
    void create(Stack stack) {
        start(stack, "CREATE", operation -> {
            Optional<String> failure = converge(stack, operation);
            if (failure.isPresent() && !stack.options().disableRollback()) {
                fail(stack, operation, "CREATE", failure.get());
                stack.state("ROLLBACK", "IN_PROGRESS", "Stack ROLLBACK started (" + failure.get() + ")");
                finish(stack, operation, "ROLLBACK", delete(all(stack), stack, operation));
            } else {
                finish(stack, operation, "CREATE", failure);
            }
        });
    }

    /** @param redefine puts the new blueprint into the stack once the operations before have come to their end */
    void update(Stack stack, Runnable redefine) {
        Blueprint formerBlueprint = stack.blueprint();
        Parameters formerParameters = stack.parameters();
        start(stack, "UPDATE", operation -> {
            redefine.run();
            Optional<String> failure = converge(stack, operation);
            if (failure.isPresent() && !stack.options().disableRollback()) {
                fail(stack, operation, "UPDATE", failure.get());
                stack.state("ROLLBACK", "IN_PROGRESS", "Stack ROLLBACK started (" + failure.get() + ")");
                stack.redefine(formerBlueprint, formerParameters, stack.options());
                finish(stack, operation, "ROLLBACK", converge(stack, operation));
            } else {
                finish(stack, operation, "UPDATE", failure);
            }
        });
    }

    void delete(Stack stack) {
        start(stack, "DELETE", operation -> finish(stack, operation, "DELETE", delete(all(stack), stack, operation)));
    }

    /** Runs beside what goes on with the stack, until that is superseded. */
    void beside(Stack stack, Consumer<Operation> work) {
        Operation operation = operation(stack);
        stack.join(operation);
        run(stack, operation, work, List.of());
    }

    private void start(Stack stack, String action, Consumer<Operation> work) {
        Operation operation = operation(stack);
        List<Operation> before = stack.begin(operation);
        stack.state(action, "IN_PROGRESS", "Stack " + action + " started");
        run(stack, operation, work, before);
    }

    private void run(Stack stack, Operation operation, Consumer<Operation> work, List<Operation> before) {
        Thread.ofVirtual().name("stack-" + stack.name()).start(() -> {
            try {
                for (Operation each : before) {
                    each.await();
                }
                if (!operation.superseded()) {
                    work.accept(operation);
                }
            } catch (InterruptedException e) {
                LOG.info("Work on stack {} was interrupted", stack.name());
            } catch (RuntimeException e) {
                LOG.error("Work on stack {} failed", stack.name(), e);
                stack.state(stack.action(), "FAILED", String.valueOf(e.getMessage()));
            } finally {
                stack.end(operation);
                changed.run();
            }
        });
    }

    private static Operation operation(Stack stack) {
        return new Operation(
                Instant.now().plus(Duration.ofMinutes(stack.options().minutes())));
    }

    /** The work of a nested stack, done by the thread of the resource that it stands for. */
    Optional<String> runInside(Stack stack, String action, Operation operation) {
        stack.state(action, "IN_PROGRESS", "Stack " + action + " started");
        Optional<String> failure =
                action.equals("DELETE") ? delete(all(stack), stack, operation) : converge(stack, operation);
        if (operation.superseded() && failure.isEmpty()) {
            failure = Optional.of("Resource " + action + " failed: Cancelled: stack " + stack.name()
                    + ": superseded by another operation");
        }
        finish(stack, new Operation(operation.deadline()), action, failure);
        return failure;
    }

    private static void finish(Stack stack, Operation operation, String action, Optional<String> failure) {
        if (operation.superseded()) {
            return;
        }
        if (failure.isPresent()) {
            fail(stack, operation, action, failure.get());
        } else {
            stack.state(action, "COMPLETE", "Stack " + action + " completed successfully");
        }
    }

    private static void fail(Stack stack, Operation operation, String action, String reason) {
        if (!operation.superseded()) {
            stack.state(action, "FAILED", reason);
        }
    }

    /** @return why it failed, as in the stack's status reason */
    private Optional<String> converge(Stack stack, Operation operation) {
        StackScope scope = new StackScope(stack, types);
        Graph graph = validator.graph(stack.blueprint(), scope);
        convergence.prepare(stack, graph);
        Optional<RuntimeException> failure =
                Walk.run(graph, operation, name -> convergence.converge(stack, graph, name, operation));
        if (failure.isPresent()) {
            return failure.map(f -> reason(stack, f));
        }
        return operation.superseded() ? Optional.empty() : delete(stack.leftovers(), stack, operation);
    }

    private static List<StackResource> all(Stack stack) {
        List<StackResource> all = stack.leftovers();
        all.addAll(stack.resources());
        return all;
    }

    private Optional<String> delete(List<StackResource> resources, Stack stack, Operation operation) {
        Map<String, StackResource> byId = new LinkedHashMap<>();
        resources.forEach(r -> byId.put(r.uuid(), r));
        Map<String, Set<String>> after = new LinkedHashMap<>();
        for (StackResource resource : resources) {
            Set<String> users = new LinkedHashSet<>();
            resources.stream()
                    .filter(user -> user.needs().contains(resource.name()))
                    .forEach(user -> users.add(user.uuid()));
            after.put(resource.uuid(), users);
        }
        return Walk.run(Graph.of(after), operation, id -> convergence.delete(stack, byId.get(id), operation))
                .map(f -> reason(stack, f));
    }

    private static String reason(Stack stack, RuntimeException failure) {
        return failure instanceof Failure f && f.getMessage().equals("Timed out")
                ? "Timed out"
                : "Resource " + stack.action() + " failed: "
                        + (failure instanceof Failure f ? f.text() : failure.getMessage());
    }
}
