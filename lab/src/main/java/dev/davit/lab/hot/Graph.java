package dev.davit.lab.hot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who needs whom. An arrow leads from a node to the nodes that must be there before it. */
public final class Graph {
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    /** @param needs of nodes that are in the graph; others are left out */
    public static Graph of(Map<String, ? extends Set<String>> needs) {
        Graph graph = new Graph();
        needs.forEach((node, of) -> {
            Set<String> known = new LinkedHashSet<>(of);
            known.retainAll(needs.keySet());
            graph.needs.put(node, known);
        });
        return graph;
    }

    public Set<String> nodes() {
        return needs.keySet();
    }

    public Set<String> needs(String node) {
        return needs.get(node);
    }

    /** The same nodes with every arrow turned. */
    public Graph reversed() {
        Graph reversed = new Graph();
        needs.keySet().forEach(n -> reversed.needs.put(n, new LinkedHashSet<>()));
        needs.forEach((node, of) -> of.forEach(n -> reversed.needs.get(n).add(node)));
        return reversed;
    }

    /** The nodes, each after all that it needs. Throws {@link HotException} CircularDependencyException. */
    public List<String> sorted() {
        Map<String, Integer> open = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        needs.forEach((node, of) -> {
            open.put(node, of.size());
            if (of.isEmpty()) {
                ready.add(node);
            }
        });
        Graph needed = reversed();
        List<String> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            String node = ready.poll();
            sorted.add(node);
            for (String by : needed.needs(node)) {
                if (open.merge(by, -1, Integer::sum) == 0) {
                    ready.add(by);
                }
            }
        }
        if (sorted.size() < needs.size()) {
            List<String> circle =
                    needs.keySet().stream().filter(n -> !sorted.contains(n)).toList();
            throw new HotException("CircularDependencyException", "Circular Dependency Found: " + circle);
        }
        return sorted;
    }
}
