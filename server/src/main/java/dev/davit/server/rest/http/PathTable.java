package dev.davit.server.rest.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the routes of a path. Literal segments win over parameters, since routes are tried in the order given. */
final class PathTable {

    /** @param template as written in the routes; also names the path in metrics */
    record Match(String template, List<Route> routes, Map<String, String> parameters) {}

    private record Entry(String template, String[] segments, List<Route> routes) {}

    private final List<Entry> entries;

    PathTable(List<Route> routes) {
        var byPath = new LinkedHashMap<String, List<Route>>();
        routes.forEach(
                r -> byPath.computeIfAbsent(r.path(), p -> new ArrayList<>()).add(r));
        this.entries = byPath.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getKey().split("/", -1), List.copyOf(e.getValue())))
                .toList();
    }

    Optional<Match> find(String rawPath) {
        String[] path = rawPath.split("/", -1);
        for (Entry entry : entries) {
            var parameters = match(entry.segments(), path);
            if (parameters.isPresent()) {
                return Optional.of(new Match(entry.template(), entry.routes(), parameters.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> match(String[] template, String[] path) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < template.length; i++) {
            if (i >= path.length) {
                return Optional.empty();
            }
            String segment = template[i];
            if (segment.startsWith("{+")) {
                String rest = String.join("/", List.of(path).subList(i, path.length));
                parameters.put(segment.substring(2, segment.length() - 1), decode(rest));
                return Optional.of(parameters);
            } else if (segment.startsWith("{")) {
                int end = segment.indexOf('}');
                String suffix = segment.substring(end + 1);
                if (path[i].length() <= suffix.length() || !path[i].endsWith(suffix)) {
                    return Optional.empty();
                }
                String value = path[i].substring(0, path[i].length() - suffix.length());
                parameters.put(segment.substring(1, end), decode(value));
            } else if (!segment.equals(path[i])) {
                return Optional.empty();
            }
        }
        return template.length == path.length ? Optional.of(parameters) : Optional.empty();
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // An odd percent sign names nothing that exists; the handler answers 404 for the text as it is.
            return segment;
        }
    }
}
