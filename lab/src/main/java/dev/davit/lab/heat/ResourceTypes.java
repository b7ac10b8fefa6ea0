package dev.davit.lab.heat;

import dev.davit.lab.heat.type.TemplateType;
import dev.davit.lab.hot.HotException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The resource types that this Heat knows, and those that a stack brings along as templates. */
public final class ResourceTypes {
    private final Map<String, ResourceType> builtIn = new LinkedHashMap<>();
    private volatile NestedStacks nested;

    void add(Collection<ResourceType> types) {
        types.forEach(t -> builtIn.put(t.name(), t));
    }

    void nested(NestedStacks stacks) {
        this.nested = stacks;
    }

    Set<String> names() {
        return builtIn.keySet();
    }

    /** Throws {@link HotException} when there is none. */
    public ResourceType of(Blueprint blueprint, String name) {
        String mapped = blueprint.mapped(name);
        ResourceType type = builtIn.get(mapped);
        if (type != null) {
            return type;
        }
        return blueprint
                .nested(name)
                .map(template -> (ResourceType) new TemplateType(mapped, template, nested))
                .orElseThrow(() -> HotException.invalid("The Resource Type (" + name + ") could not be found."));
    }
}
