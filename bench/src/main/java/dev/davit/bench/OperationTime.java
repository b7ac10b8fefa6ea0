package dev.davit.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where the time of an operation went, by its steps and events. It is waiting while at least one of these is on:
 *
 * <ul>
 *   <li>a step that does nothing but wait for the VIM or for nodes;
 *   <li>a remote command, file transfers included: from its event until the next event of its step that is no output.
 * </ul>
 *
 * All the rest is Davit's own: planning, journal, calls to the VIM's and the cluster's API, questions over SSH that are not
 * told, pauses between steps.
 */
final class OperationTime {
    private static final Set<String> WAITS =
            Set.of("stack wait", "stack delete wait", "wait for ssh", "wait for nodes");

    private final JsonNode occurrence;
    private final List<JsonNode> steps;
    private final List<JsonNode> events;

    private record Span(Instant from, Instant to) {}

    /** @param occurrence at rest @param steps of it @param events of it, in their order */
    OperationTime(JsonNode occurrence, List<JsonNode> steps, List<JsonNode> events) {
        this.occurrence = occurrence;
        this.steps = List.copyOf(steps);
        this.events = List.copyOf(events);
    }

    /** From its acceptance until it was at rest. */
    Duration whole() {
        return Duration.between(at(occurrence, "startTime"), at(occurrence, "stateEnteredTime"));
    }

    Duration waiting() {
        var spans = new ArrayList<Span>();
        steps.stream()
                .filter(s -> WAITS.contains(name(s)))
                .map(OperationTime::span)
                .forEach(spans::add);
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            if (kind(event).equals("COMMAND")) {
                spans.add(new Span(at(event, "time"), end(i)));
            }
        }
        return covered(spans);
    }

    /** The end of the command of an event. */
    private Instant end(int command) {
        JsonNode step = events.get(command).get("step");
        return events.stream()
                .skip(command + 1L)
                .filter(e -> step.equals(e.get("step")) && !kind(e).equals("OUTPUT"))
                .findFirst()
                .map(e -> at(e, "time"))
                .orElse(at(occurrence, "stateEnteredTime"));
    }

    /** How long steps of each name were on, side by side counted once; longest first. */
    Map<String, Duration> byStep() {
        var spans = new LinkedHashMap<String, List<Span>>();
        steps.forEach(
                s -> spans.computeIfAbsent(name(s), n -> new ArrayList<>()).add(span(s)));
        var times = new LinkedHashMap<String, Duration>();
        spans.entrySet().stream()
                .map(e -> Map.entry(e.getKey(), covered(e.getValue())))
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .forEach(e -> times.put(e.getKey(), e.getValue()));
        return times;
    }

    /** The length of all spans together, overlaps counted once. */
    private static Duration covered(List<Span> spans) {
        Duration sum = Duration.ZERO;
        Instant reached = Instant.MIN;
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Instant from = span.from().isBefore(reached) ? reached : span.from();
            if (from.isBefore(span.to())) {
                sum = sum.plus(Duration.between(from, span.to()));
                reached = span.to();
            }
        }
        return sum;
    }

    private static Span span(JsonNode step) {
        return new Span(at(step, "startedAt"), at(step, "endedAt"));
    }

    private static String name(JsonNode step) {
        return step.get("name").stringValue();
    }

    private static String kind(JsonNode event) {
        return event.get("kind").stringValue();
    }

    private static Instant at(JsonNode node, String member) {
        return Instant.parse(node.get(member).stringValue());
    }
}
