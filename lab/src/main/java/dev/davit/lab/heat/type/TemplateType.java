package dev.davit.lab.heat.type;

import dev.davit.lab.heat.Blueprint;
import dev.davit.lab.heat.Checked;
import dev.davit.lab.heat.Nested;
import dev.davit.lab.heat.NestedStacks;
import dev.davit.lab.heat.PathAttributes;
import dev.davit.lab.heat.Schema;
import dev.davit.lab.heat.Schema.Kind;
import dev.davit.lab.heat.Stack;
import dev.davit.lab.heat.Work;
import dev.davit.lab.hot.Paths;
import dev.davit.lab.hot.ResourceDefinition;
import dev.davit.lab.hot.Template;
import dev.davit.lab.http.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A type that is a template: its properties are the template's parameters, its attributes the outputs. */
public final class TemplateType implements Nested, PathAttributes, Checked {
    private final String name;
    private final Template template;
    private final NestedStacks stacks;
    private final Schema schema;

    public TemplateType(String name, Template template, NestedStacks stacks) {
        this.name = name;
        this.template = template;
        this.stacks = stacks;
        this.schema = schema(template);
    }

    private static Schema schema(Template template) {
        Schema schema = new Schema();
        template.parameters().forEach((parameter, declared) -> {
            schema.add(
                    switch (declared.type()) {
                        case "number" -> Kind.NUMBER;
                        case "boolean" -> Kind.FLAG;
                        case "json" -> Kind.ANY;
                        case "comma_delimited_list" -> Kind.LIST;
                        default -> Kind.TEXT;
                    },
                    parameter);
            schema.updatable(parameter);
            if (declared.fallback().isEmpty()) {
                schema.required(parameter);
            }
        });
        return schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Work work) {
        return stacks.create(work, template, work.properties());
    }

    @Override
    public void update(Work work, Map<String, Object> before) {
        stacks.update(work, template, work.properties());
    }

    @Override
    public void delete(Work work) {
        stacks.delete(work);
    }

    @Override
    public boolean hasAttribute(String attribute) {
        return attribute.isEmpty()
                || attribute.equals("show")
                || attribute.equals("outputs")
                || attribute.startsWith("resource.")
                || template.outputs().containsKey(attribute);
    }

    @Override
    public Object attribute(Work work, String attribute, List<Object> path) {
        if (attribute.startsWith("resource.")) {
            String[] parts = attribute.split("\\.", 3);
            return parts.length > 2
                    ? stacks.memberAttribute(work, parts[1], parts[2], path)
                    : path.isEmpty()
                            ? stacks.memberReference(work, parts[1])
                            : stacks.memberAttribute(
                                    work, parts[1], String.valueOf(path.getFirst()), path.subList(1, path.size()));
        }
        if (template.outputs().containsKey(attribute)) {
            return Paths.select(stacks.output(work, attribute), path, null);
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        template.outputs().keySet().forEach(o -> outputs.put(o, stacks.output(work, o)));
        return Paths.select(outputs, path, null);
    }

    @Override
    public String reference(Work work) {
        if (work.physicalId().isEmpty()) {
            return "";
        }
        if (template.outputs().containsKey("OS::stack_id")) {
            return String.valueOf(stacks.output(work, "OS::stack_id"));
        }
        Stack stack = stacks.of(work);
        return "arn:openstack:heat::" + work.project() + ":stacks/" + stack.name() + "/" + stack.id();
    }

    @Override
    public void check(
            Caller caller, Blueprint blueprint, ResourceDefinition definition, Map<String, Object> known, int depth) {
        stacks.check(caller, blueprint, definition.name(), template, known, depth);
    }
}
