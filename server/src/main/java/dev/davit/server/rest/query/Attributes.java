package dev.davit.server.rest.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes of a resource that a client may filter by. A declared name that ends with {@code /…} stands for every
 * attribute below it, compared as text.
 */
public final class Attributes {
    private static final String BELOW = "/…";
    private final Map<String, ValueType> types = new LinkedHashMap<>();

    public Attributes id(String... names) {
        return add(new ValueType.Id(), names);
    }

    public Attributes text(String... names) {
        return add(new ValueType.Text(), names);
    }

    public Attributes number(String... names) {
        return add(new ValueType.Number(), names);
    }

    public Attributes flag(String... names) {
        return add(new ValueType.Flag(), names);
    }

    public Attributes time(String... names) {
        return add(new ValueType.Time(), names);
    }

    public Attributes choice(String name, Class<? extends Enum<?>> values) {
        return choice(name, Stream.of(values.getEnumConstants()).map(Enum::name).collect(Collectors.toSet()));
    }

    public Attributes choice(String name, Set<String> values) {
        return add(new ValueType.Choice(values), name);
    }

    /** Everything below these names. */
    public Attributes below(String... names) {
        for (String name : names) {
            types.put(name + BELOW, new ValueType.Text());
        }
        return this;
    }

    private Attributes add(ValueType type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
        return this;
    }

    Optional<ValueType> type(String name) {
        ValueType exact = types.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            ValueType below = types.get(name.substring(0, slash) + BELOW);
            if (below != null && slash < name.length() - 1) {
                return Optional.of(below);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return String.join(", ", types.keySet());
    }
}
