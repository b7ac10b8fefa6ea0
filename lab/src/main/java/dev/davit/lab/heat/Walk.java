package dev.davit.lab.heat;

import dev.davit.lab.hot.Graph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Works through a graph: each node when all that it needs is done, side by side on virtual threads. After a failure no further
 * node starts; those under way come to their end.
 */
final class Walk {
    private final Graph graph;
    private final Graph needed;
    private final Operation operation;
    private final Consumer<String> task;
    private final Map<String, Integer> open = new HashMap<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private int running;
    private RuntimeException failure;

    private Walk(Graph graph, Operation operation, Consumer<String> task) {
        this.graph = graph;
        this.needed = graph.reversed();
        this.operation = operation;
        this.task = task;
    }

    /** @return the first failure */
    static Optional<RuntimeException> run(Graph graph, Operation operation, Consumer<String> task) {
        if (graph.nodes().isEmpty()) {
            return Optional.empty();
        }
        Walk walk = new Walk(graph, operation, task);
        walk.start();
        return walk.await();
    }

    private void start() {
        List<String> ready = new ArrayList<>();
        synchronized (this) {
            graph.nodes().forEach(node -> {
                open.put(node, graph.needs(node).size());
                if (graph.needs(node).isEmpty()) {
                    ready.add(node);
                }
            });
            running = ready.size();
        }
        ready.forEach(this::start);
    }

    private void start(String node) {
        Thread.ofVirtual().name("heat-" + node).start(() -> work(node));
    }

    private void work(String node) {
        RuntimeException problem = null;
        operation.workers().add(Thread.currentThread());
        try {
            if (!operation.superseded()) {
                task.accept(node);
            }
        } catch (RuntimeException e) {
            problem = e;
        } finally {
            operation.workers().remove(Thread.currentThread());
        }
        finished(node, problem).forEach(this::start);
    }

    private synchronized List<String> finished(String node, RuntimeException problem) {
        running--;
        if (problem != null && failure == null) {
            failure = problem;
        }
        List<String> ready = new ArrayList<>();
        if (failure == null && !operation.superseded()) {
            for (String by : needed.needs(node)) {
                if (open.merge(by, -1, Integer::sum) == 0) {
                    ready.add(by);
                }
            }
        }
        running += ready.size();
        if (running == 0) {
            done.countDown();
        }
        return ready;
    }

    private Optional<RuntimeException> await() {
        try {
            long left = Duration.between(Instant.now(), operation.deadline()).toMillis();
            if (!done.await(left, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    failure = new Failure("Timeout", "Timed out");
                }
                operation.timeOut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Failure("Timeout", "Timed out"));
        }
        synchronized (this) {
            return Optional.ofNullable(failure);
        }
    }
}
