package dev.davit.lab.heat.type;

import dev.davit.lab.heat.NestedStacks;
import dev.davit.lab.heat.Work;
import dev.davit.lab.hot.Paths;
import dev.davit.lab.hot.Template;
import dev.davit.lab.hot.TemplateParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the two kinds of groups share: a template with the same definition many times, and attributes over the members. */
final class GroupMembers {
    private static final Pattern MEMBER = Pattern.compile("resource\\.([^.]+)(?:\\.(.+))?");
    private final NestedStacks stacks;

    GroupMembers(NestedStacks stacks) {
        this.stacks = stacks;
    }

    /** @param members names to definitions */
    static Template template(Map<String, Object> members) {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("heat_template_version", "2021-04-16");
        raw.put("resources", members);
        return TemplateParser.parse(raw);
    }

    /** The definitions that the members now have. */
    Map<String, Object> definitions(Work work) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Object resources = stacks.of(work).blueprint().template().raw().get("resources");
        Work.map(resources).forEach(definitions::put);
        return definitions;
    }

    /** refs, refs_map, resource.NAME[.attribute], outputs, outputs_list, attributes. */
    Object attribute(Work work, String attribute, List<Object> path, List<String> names) {
        Matcher member = MEMBER.matcher(attribute);
        if (member.matches()) {
            String name = names.contains(member.group(1)) ? member.group(1) : at(names, member.group(1));
            List<Object> way = new ArrayList<>();
            if (member.group(2) != null) {
                way.add(member.group(2));
            }
            way.addAll(path);
            return way.isEmpty() ? stacks.memberReference(work, name) : attribute(work, name, way);
        }
        return switch (attribute) {
            case "refs" ->
                Paths.select(
                        names.stream().map(n -> stacks.memberReference(work, n)).toList(), path, null);
            case "refs_map" -> Paths.select(map(names, n -> stacks.memberReference(work, n)), path, null);
            case "outputs", "attributes" -> map(names, n -> attribute(work, n, path));
            case "outputs_list" ->
                new ArrayList<>(map(names, n -> attribute(work, n, path)).values());
            default -> {
                List<Object> way = new ArrayList<>(List.of(attribute));
                way.addAll(path);
                yield new ArrayList<>(map(names, n -> attribute(work, n, way)).values());
            }
        };
    }

    private Object attribute(Work work, String member, List<Object> way) {
        return way.isEmpty()
                ? null
                : stacks.memberAttribute(work, member, String.valueOf(way.getFirst()), way.subList(1, way.size()));
    }

    private static Map<String, Object> map(List<String> names, java.util.function.Function<String, Object> value) {
        Map<String, Object> map = new LinkedHashMap<>();
        names.forEach(n -> map.put(n, value.apply(n)));
        return map;
    }

    private static String at(List<String> names, String index) {
        return index.matches("\\d{1,6}") && Integer.parseInt(index) < names.size()
                ? names.get(Integer.parseInt(index))
                : index;
    }
}
