package dev.davit.lab.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the handler of a path. Templates are like /v3/users/{user}; a literal segment wins over a named one. */
public final class Router {
    /** @param template of the path @param open whether no token is needed */
    public record Route(String template, boolean open, Handler handler) {}

    /** @param methods allowed on the path when no route was found for the method */
    public record Match(Optional<Route> route, Map<String, String> parameters, Set<String> methods) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Route> routes = new TreeMap<>();
        Node named;
    }

    private final Node root = new Node();

    /** A route that needs a token. */
    public Router add(String methods, String template, Handler handler) {
        return add(methods, template, false, handler);
    }

    /** A route that needs none. */
    public Router open(String methods, String template, Handler handler) {
        return add(methods, template, true, handler);
    }

    private Router add(String methods, String template, boolean open, Handler handler) {
        Node node = root;
        for (String segment : segments(template)) {
            if (segment.startsWith("{")) {
                node.named = node.named == null ? new Node() : node.named;
                node = node.named;
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        for (String method : methods.split(" ")) {
            node.routes.put(method, new Route(template, open, handler));
        }
        return this;
    }

    /** @param path still percent-encoded */
    public Optional<Match> find(String method, String path) {
        List<String> segments = segments(path).stream()
                .map(s -> URLDecoder.decode(s.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        return Optional.ofNullable(find(root, segments, 0)).map(node -> {
            Route route = node.routes.get(method.equals("HEAD") && !node.routes.containsKey("HEAD") ? "GET" : method);
            Map<String, String> parameters = new HashMap<>();
            if (route != null) {
                List<String> names = segments(route.template());
                for (int i = 0; i < names.size(); i++) {
                    if (names.get(i).startsWith("{")) {
                        parameters.put(names.get(i).substring(1, names.get(i).length() - 1), segments.get(i));
                    }
                }
            }
            return new Match(Optional.ofNullable(route), parameters, node.routes.keySet());
        });
    }

    private static Node find(Node node, List<String> segments, int at) {
        if (at == segments.size()) {
            return node.routes.isEmpty() ? null : node;
        }
        Node literal = node.literals.get(segments.get(at));
        Node found = literal == null ? null : find(literal, segments, at + 1);
        return found != null || node.named == null ? found : find(node.named, segments, at + 1);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }
}
