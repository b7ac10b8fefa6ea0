package dev.davit.openstack.heat;

import dev.davit.openstack.client.StackUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** The stack that {@link TemplateGenerator} makes: a group per VDU, its size a parameter. */
public record GeneratedForm(Layout layout) implements StackForm {

    @Override
    public List<ScalingGroup> groups() {
        return layout.flavour().vdus().stream()
                .filter(layout::isGroup)
                .map(v -> new ScalingGroup(v.name(), Set.of(v.name()), 0, Integer.MAX_VALUE))
                .toList();
    }

    @Override
    public StackUpdate sizes(Map<ScalingGroup, Integer> members) {
        var parameters = JsonNodeFactory.instance.objectNode();
        members.forEach((group, count) -> parameters.put(
                layout.capacityParameter(layout.flavour().vdu(group.resource()).orElseThrow()), count));
        return StackUpdate.ofParameters(parameters);
    }

    @Override
    public Optional<String> policy(String aspect, ScalingGroup group, int members) {
        return layout.flavour()
                .aspect(aspect)
                .filter(a -> a.stepInstances().getOrDefault(group.resource(), 0) == members)
                .map(a -> TemplateGenerator.scaleOutPolicy(a.id(), group.resource()));
    }
}
