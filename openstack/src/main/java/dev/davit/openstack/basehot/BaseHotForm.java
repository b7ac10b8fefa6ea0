package dev.davit.openstack.basehot;

import dev.davit.openstack.client.StackUpdate;
import dev.davit.openstack.heat.ScalingGroup;
import dev.davit.openstack.heat.StackForm;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stack made from a base HOT. A group's size is set by the parameter that its desired_capacity is taken from; where it is
 * no plain parameter, by the same template with the number in its place.
 */
public record BaseHotForm(BaseHot hot, DeploymentFlavour flavour) implements StackForm {

    @Override
    public List<ScalingGroup> groups() {
        var groups = new ArrayList<ScalingGroup>();
        resources("OS::Heat::AutoScalingGroup").forEach(r -> {
            var vdus = new HashSet<String>();
            servers(r.getValue().at("/properties/resource/type").asString(""), vdus, new HashSet<>());
            if (!vdus.isEmpty()) {
                JsonNode properties = r.getValue().path("properties");
                groups.add(new ScalingGroup(
                        r.getKey(),
                        vdus,
                        properties.path("min_size").asInt(0),
                        properties.path("max_size").asInt(Integer.MAX_VALUE)));
            }
        });
        return groups;
    }

    @Override
    public StackUpdate sizes(Map<ScalingGroup, Integer> members) {
        var parameters = JsonNodeFactory.instance.objectNode();
        ObjectNode template = hot.top().deepCopy();
        boolean rewritten = false;
        for (var size : members.entrySet()) {
            JsonNode group = template.path("resources").path(size.getKey().resource());
            var parameter = capacityParameter(group);
            if (parameter.isPresent()) {
                parameters.put(parameter.get(), size.getValue());
            } else if (group.path("properties") instanceof ObjectNode properties) {
                properties.put("desired_capacity", size.getValue());
                rewritten = true;
            }
        }
        return rewritten
                ? new StackUpdate(parameters, Optional.of(template), hot.files())
                : StackUpdate.ofParameters(parameters);
    }

    @Override
    public Optional<String> policy(String aspect, ScalingGroup group, int members) {
        Stream<String> names =
                Stream.concat(Stream.of(aspect), group.vdus().stream().map(v -> aspect + "_" + v));
        Set<String> fitting = Set.copyOf(names.map(n -> n + "_scale_out").toList());
        return resources("OS::Heat::ScalingPolicy")
                .filter(p -> fitting.contains(p.getKey()) && adds(p.getValue().path("properties"), group, members))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean adds(JsonNode policy, ScalingGroup group, int members) {
        JsonNode adjustment = policy.path("scaling_adjustment");
        return policy.at("/auto_scaling_group_id/get_resource").asString("").equals(group.resource())
                && policy.path("adjustment_type").asString("").equals("change_in_capacity")
                && adjustment.asString("").equals(Integer.toString(members));
    }

    private Optional<String> capacityParameter(JsonNode group) {
        return Optional.of(group.at("/properties/desired_capacity/get_param").asString(""))
                .filter(p -> hot.top().path("parameters").has(p));
    }

    private Stream<Map.Entry<String, JsonNode>> resources(String type) {
        return hot.top().path("resources").properties().stream()
                .filter(r -> r.getValue().path("type").asString("").equals(type));
    }

    /** The VDUs whose servers a nested template makes, itself or by templates nested in it. */
    private void servers(String file, Set<String> vdus, Set<String> seen) {
        var template = Optional.ofNullable(hot.nested().get(file.substring(file.lastIndexOf('/') + 1)));
        if (template.isPresent() && seen.add(file)) {
            template.get().path("resources").properties().forEach(r -> {
                String type = r.getValue().path("type").asString("");
                if (type.equals("OS::Nova::Server") && flavour.vdu(r.getKey()).isPresent()) {
                    vdus.add(r.getKey());
                } else {
                    servers(type, vdus, seen);
                }
            });
        }
    }
}
