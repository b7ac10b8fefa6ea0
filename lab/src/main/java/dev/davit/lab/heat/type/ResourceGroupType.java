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
import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OS::Heat::ResourceGroup: members 0, 1, 2 ...; %index% in their definition is the number. */
public final class ResourceGroupType implements Nested, PathAttributes, Checked {
    private static final String SKIPPED = "skipped";
    private final NestedStacks stacks;
    private final GroupMembers members;
    private final Schema schema = new Schema()
            .add(Kind.NUMBER, "count")
            .texts("index_var", "removal_policies_mode")
            .add(Kind.MAP, "resource_def")
            .add(Kind.LIST, "removal_policies")
            .required("resource_def")
            .updatable("count", "resource_def", "removal_policies", "removal_policies_mode");

    public ResourceGroupType(NestedStacks stacks) {
        this.stacks = stacks;
        this.members = new GroupMembers(stacks);
    }

    @Override
    public String name() {
        return "OS::Heat::ResourceGroup";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        return stacks.create(work, GroupMembers.template(definitions(work, Set.of())), Map.of());
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        Set<String> skipped = skipped(work);
        work.resource().data().put(SKIPPED, String.join(",", skipped));
        stacks.update(work, GroupMembers.template(definitions(work, skipped)), Map.of());
    }

    private Set<String> skipped(Work work) {
        Set<String> skipped = new LinkedHashSet<>();
        if (!work.text("removal_policies_mode").orElse("append").equals("update")) {
            skipped.addAll(
                    List.of(work.resource().data().getOrDefault(SKIPPED, "").split(",")));
            skipped.remove("");
        }
        List<String> names = stacks.members(work, true);
        for (Map<String, Object> policy : work.maps("removal_policies")) {
            if (policy.get("resource_list") instanceof List<?> list) {
                for (Object each : list) {
                    names.stream()
                            .filter(n -> n.equals(String.valueOf(each))
                                    || String.valueOf(each).equals(stacks.memberReference(work, n)))
                            .forEach(skipped::add);
                }
            }
        }
        return skipped;
    }

    private static Map<String, Object> definitions(Work work, Set<String> skipped) {
        String variable = work.text("index_var").orElse("%index%");
        Map<String, Object> definitions = new LinkedHashMap<>();
        int count = work.number("count", 1);
        for (int i = 0; definitions.size() < count; i++) {
            String name = Integer.toString(i);
            if (!skipped.contains(name)) {
                String definition = Json.write(work.map("resource_def")).replace(variable, name);
                definitions.put(name, Json.toJava(Json.MAPPER.readTree(definition)));
            }
        }
        return definitions;
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
        return true;
    }

    @Override
    public Object attribute(Work work, String attribute, List<Object> path) {
        List<String> names = new ArrayList<>(stacks.members(work, true));
        names.sort(Comparator.comparingInt(Integer::parseInt));
        return switch (attribute) {
            case "", "show" -> Map.of("refs", members.attribute(work, "refs", List.of(), names));
            case "removed_rsrc_list" ->
                List.of(work.resource().data().getOrDefault(SKIPPED, "").split(","));
            default -> members.attribute(work, attribute, path, names);
        };
    }

    @Override
    public void check(
            Caller caller, Blueprint blueprint, ResourceDefinition definition, Map<String, Object> known, int depth) {
        stacks.checkMember(caller, blueprint, definition, "resource_def", depth);
    }
}
