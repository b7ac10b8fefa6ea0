package dev.davit.lab.heat.type;

import dev.davit.lab.heat.NestedStacks;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Signalled;
import dev.davit.lab.heat.Work;
import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Ids;
import java.util.Map;

/** OS::Heat::ScalingPolicy: a signal makes its group larger or smaller. */
public final class ScalingPolicyType implements Signalled {
    private final NestedStacks stacks;
    private final AutoScalingGroupType groups;
    private final Schema schema = new Schema()
            .texts("auto_scaling_group_id", "adjustment_type")
            .add(Kind.NUMBER, "scaling_adjustment", "cooldown", "min_adjustment_step")
            .required("auto_scaling_group_id", "scaling_adjustment", "adjustment_type")
            .updatable("scaling_adjustment", "adjustment_type", "cooldown", "min_adjustment_step")
            .attributes("alarm_url", "signal_url");

    public ScalingPolicyType(NestedStacks stacks, AutoScalingGroupType groups) {
        this.stacks = stacks;
        this.groups = groups;
    }

    @Override
    public String name() {
        return "OS::Heat::ScalingPolicy";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        return Ids.uuid().replace("-", "");
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        // the next signal reads the new properties
    }

    @Override
    public void delete(Work work) {
        // nothing real to delete
    }

    @Override
    public Object attribute(Work work, String attribute) {
        return "/v1/" + work.project() + "/stacks/" + work.stack().name() + "/"
                + work.stack().id() + "/resources/" + work.resource().name() + "/signal";
    }

    @Override
    public boolean signal(Work work) {
        String group = work.text("auto_scaling_group_id").orElseThrow();
        Work of = stacks.referred(work, group)
                .filter(w -> w.resource().type().equals(groups.name()))
                .orElseThrow(() -> ApiException.notFound(
                        "Alarm " + work.resource().name() + " could not find scaling group named \"" + group + "\""));
        double adjustment = ((Number) work.properties().get("scaling_adjustment")).doubleValue();
        return groups.adjust(
                of,
                work.text("adjustment_type").orElseThrow(),
                adjustment,
                work.number("min_adjustment_step", 0),
                work.number("cooldown", -1));
    }
}
