package dev.davit.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Names and values below each other; what has no value is left out. */
public final class Facts {
    private record Fact(String name, String value) {}

    private final Style style;
    private final List<Fact> facts = new ArrayList<>();

    public Facts(Style style) {
        this.style = style;
    }

    public Facts add(String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, style.state(Text.safe(value))));
        }
        return this;
    }

    public List<String> lines() {
        int width = facts.stream().mapToInt(fact -> fact.name.length()).max().orElse(0);
        return facts.stream()
                .map(fact -> style.bold(Text.pad(fact.name, width)) + "  " + fact.value)
                .toList();
    }
}
