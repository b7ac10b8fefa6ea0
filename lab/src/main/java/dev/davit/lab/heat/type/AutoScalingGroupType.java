package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Blueprint;
import dev.davit.lab.heat.Checked;
import dev.davit.lab.heat.Nested;
import dev.davit.lab.heat.NestedStacks;
import dev.davit.lab.heat.PathAttributes;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Work;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.http.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** OS::Heat::AutoScalingGroup. The oldest members go first when it shrinks. */
public final class AutoScalingGroupType implements Nested, PathAttributes, Checked {
    private static final String SCALING = "scaling_in_progress";
    private static final String COOLDOWN_END = "cooldown_end";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private final NestedStacks stacks;
    private final GroupMembers members;
    private final Schema schema = new Schema()
            .add(Kind.NUMBER, "min_size", "max_size", "desired_capacity", "cooldown")
            .add(Kind.MAP, "resource", "rolling_updates")
            .required("min_size", "max_size", "resource")
            .updatable("min_size", "max_size", "desired_capacity", "cooldown", "resource", "rolling_updates");

    public AutoScalingGroupType(NestedStacks stacks) {
        this.stacks = stacks;
        this.members = new GroupMembers(stacks);
    }

    @Override
    public String name() {
        return "OS::Heat::AutoScalingGroup";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        return stacks.create(
                work,
                GroupMembers.template(resized(Map.of(), List.of(), capacity(work), work.map("resource"))),
                Map.of());
    }

    private static int capacity(Work work) {
        return Math.clamp(
                work.number("desired_capacity", work.number("min_size", 0)),
                work.number("min_size", 0),
                work.number("max_size", 0));
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        // As in Heat: an update always goes for what the property says, however the group was scaled since; no
        // property,
        // and zero, mean the members that are well.
        int wished = work.number("desired_capacity", 0);
        int now = stacks.members(work, false).size();
        int size =
                wished > 0 ? capacity(work) : Math.clamp(now, work.number("min_size", 0), work.number("max_size", now));
        resize(work, size, work.map("resource"), true);
    }

    private void resize(Work work, int size, Map<String, Object> definition, boolean redefine) {
        Map<String, Object> old = members.definitions(work);
        if (redefine) {
            old.replaceAll((name, was) -> definition);
        }
        List<String> order =
                stacks.members(work, true).stream().filter(old::containsKey).toList();
        stacks.update(work, GroupMembers.template(resized(old, order, size, definition)), Map.of());
    }

    /** The last of the old members and as many new ones as are missing. */
    private static Map<String, Object> resized(
            Map<String, Object> old, List<String> order, int size, Map<String, Object> definition) {
        Map<String, Object> resized = new LinkedHashMap<>();
        order.subList(Math.max(0, order.size() - size), order.size()).forEach(name -> resized.put(name, old.get(name)));
        while (resized.size() < size) {
            resized.put(freshName(), definition);
        }
        return resized;
    }

    private static String freshName() {
        StringBuilder name = new StringBuilder();
        ThreadLocalRandom.current().ints(12, 0, LETTERS.length()).forEach(i -> name.append(LETTERS.charAt(i)));
        return name.toString();
    }

    /** What a policy orders. @return false when it was ignored: still scaling, cooling down, or nothing to change */
    boolean adjust(Work work, String type, double adjustment, int minimumStep, int cooldown) {
        if (!work.resource().status().equals("COMPLETE")) {
            return false;
        }
        int now = stacks.members(work, false).size();
        int wanted = Math.clamp(
                wanted(type, adjustment, minimumStep, now), work.number("min_size", 0), work.number("max_size", now));
        if (wanted == now || !begin(work)) {
            return false;
        }
        try {
            resize(work, wanted, work.map("resource"), false);
            int seconds = cooldown >= 0 ? cooldown : work.number("cooldown", 0);
            work.resource()
                    .data()
                    .put(COOLDOWN_END, Instant.now().plusSeconds(seconds).toString());
            return true;
        } finally {
            work.resource().data().remove(SCALING);
        }
    }

    private static boolean begin(Work work) {
        String end = work.resource().data().get(COOLDOWN_END);
        if (end != null && Instant.now().isBefore(Instant.parse(end))) {
            return false;
        }
        return work.resource().data().putIfAbsent(SCALING, "true") == null;
    }

    private static int wanted(String type, double adjustment, int minimumStep, int now) {
        return switch (type) {
            case "exact_capacity" -> (int) adjustment;
            case "percent_change_in_capacity" -> {
                double delta = adjustment * now / 100;
                int step = (int)
                        (Math.abs(delta) < 1
                                ? Math.signum(delta) * Math.ceil(Math.abs(delta))
                                : Math.signum(delta) * Math.floor(Math.abs(delta)));
                yield now + (Math.abs(step) < minimumStep ? (int) Math.signum(delta) * minimumStep : step);
            }
            default -> now + (int) adjustment;
        };
    }

    @Override
    public void delete(Work work) {
        stacks.delete(work);
    }

    @Override
    public String reference(Work work) {
        return work.physicalName(255);
    }

    @Override
    public boolean hasAttribute(String attribute) {
        return List.of("", "show", "outputs", "outputs_list", "current_size", "refs", "refs_map")
                        .contains(attribute)
                || attribute.startsWith("resource.");
    }

    @Override
    public Object attribute(Work work, String attribute, List<Object> path) {
        List<String> names = stacks.members(work, false);
        return switch (attribute) {
            case "current_size" -> names.size();
            case "", "show" -> Map.of("current_size", names.size());
            default -> members.attribute(work, attribute, path, names);
        };
    }

    @Override
    public void check(
            Caller caller, Blueprint blueprint, ResourceDefinition definition, Map<String, Object> known, int depth) {
        stacks.checkMember(caller, blueprint, definition, "resource", depth);
    }
}
