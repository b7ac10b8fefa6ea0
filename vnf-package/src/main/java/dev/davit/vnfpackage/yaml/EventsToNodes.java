package dev.davit.vnfpackage.yaml;

import dev.davit.vnfpackage.InvalidPackageException;
import dev.davit.vnfpackage.PackageProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds nodes from parser events. Counting happens here, while the tree grows: a node that is reached through an alias
 * is shared in memory but counted in full, so that walking the tree later costs no more than the limit.
 */
final class EventsToNodes {
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final Set<String> STANDARD_TAGS =
            Set.of("str", "int", "float", "bool", "null", "map", "seq", "timestamp");
    private static final String MERGE = "<<";

    private final String file;
    private final Iterator<Event> events;
    private final YamlLimits limits;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Map<String, Long> weights = new HashMap<>();
    private int aliases;
    private long nodes;

    EventsToNodes(String file, Iterator<Event> events, YamlLimits limits) {
        this.file = file;
        this.events = events;
        this.limits = limits;
    }

    YamlNode document() throws InvalidPackageException {
        Event event = nextContent();
        YamlNode root =
                event.getEventId() == Event.ID.StreamEnd ? YamlMapping.empty(new Position(file, 1)) : node(event, 1);
        while (events.hasNext()) {
            Event after = events.next();
            if (after.getEventId() == Event.ID.DocumentStart) {
                throw problem(after, "a second YAML document starts here; one file holds one document");
            }
        }
        return root instanceof YamlScalar scalar && scalar.isNull() ? YamlMapping.empty(root.position()) : root;
    }

    private Event nextContent() {
        Event event = events.next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = events.next();
        }
        return event;
    }

    private YamlNode node(Event event, int depth) throws InvalidPackageException {
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        count(event, 1);
        long before = nodes;
        YamlNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw problem(event, "unexpected " + event.getEventId());
        };
        Optional<String> anchor = ((NodeEvent) event).getAnchor().map(a -> a.getValue());
        if (anchor.isPresent()) {
            anchors.put(anchor.get(), node);
            weights.put(anchor.get(), nodes - before + 1);
        }
        return node;
    }

    private YamlNode alias(AliasEvent alias) throws InvalidPackageException {
        String name = alias.getAlias().getValue();
        YamlNode target = anchors.get(name);
        if (target == null) {
            throw problem(alias, "alias '*" + name + "' has no anchor '&" + name + "' before it");
        }
        if (++aliases > limits.maxAliases()) {
            throw problem(alias, "more than " + limits.maxAliases() + " aliases");
        }
        count(alias, weights.get(name));
        return target;
    }

    private YamlScalar scalar(ScalarEvent event) throws InvalidPackageException {
        refuseCustomTag(event, event.getTag());
        if (event.getValue().codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw problem(event, "holds U+0000 or half of a surrogate pair, which is no text");
        }
        boolean plain = event.isPlain() && !event.getTag().equals(Optional.of(STANDARD + "str"));
        return new YamlScalar(position(event), event.getValue(), plain);
    }

    private YamlSequence sequence(SequenceStartEvent start, int depth) throws InvalidPackageException {
        enter(start, depth);
        List<YamlNode> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            items.add(node(e, depth + 1));
        }
        return new YamlSequence(position(start), items);
    }

    private YamlMapping mapping(MappingStartEvent start, int depth) throws InvalidPackageException {
        enter(start, depth);
        Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        List<YamlMapping> merged = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            if (!(node(e, depth + 1) instanceof YamlScalar key)) {
                throw problem(e, "a key must be text, not a list or a map");
            }
            YamlNode value = node(events.next(), depth + 1);
            if (key.plain() && key.text().equals(MERGE) && value instanceof YamlMapping other) {
                merged.add(other);
            } else if (entries.put(key.text(), new YamlMapping.Entry(position(e), value)) != null) {
                throw problem(e, "key '" + key.text() + "' stands twice in one map");
            }
        }
        merged.forEach(other -> other.entries().forEach(entries::putIfAbsent));
        return new YamlMapping(position(start), entries);
    }

    private void enter(CollectionStartEvent start, int depth) throws InvalidPackageException {
        refuseCustomTag(start, start.getTag());
        if (depth > limits.maxDepth()) {
            throw problem(start, "nested deeper than " + limits.maxDepth() + " levels");
        }
    }

    private void refuseCustomTag(Event event, Optional<String> tag) throws InvalidPackageException {
        if (tag.isPresent() && !tag.get().equals("!")) {
            String name = tag.get();
            if (!name.startsWith(STANDARD) || !STANDARD_TAGS.contains(name.substring(STANDARD.length()))) {
                throw problem(event, "tag '" + name + "' is not allowed; only YAML's own types are");
            }
        }
    }

    private void count(Event event, long more) throws InvalidPackageException {
        nodes += more;
        if (nodes > limits.maxNodes()) {
            throw problem(event, "more than " + limits.maxNodes() + " values, aliases written out");
        }
    }

    private Position position(Event event) {
        return new Position(file, event.getStartMark().map(m -> m.getLine() + 1).orElse(1));
    }

    private InvalidPackageException problem(Event event, String message) {
        return new InvalidPackageException(
                PackageProblem.of(file, position(event).line(), message));
    }
}
