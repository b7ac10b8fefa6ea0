package dev.davit.lab.hot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads templates and says what is wrong with their structure. */
public final class TemplateParser {
    private static final Set<String> SECTIONS = Set.of(
            "heat_template_version",
            "description",
            "parameters",
            "parameter_groups",
            "resources",
            "outputs",
            "conditions");
    private static final Set<String> VERSIONS = Set.of(
            "2013-05-23",
            "2014-10-16",
            "2015-04-30",
            "2015-10-15",
            "2016-04-08",
            "2016-10-14",
            "newton",
            "2017-02-24",
            "ocata",
            "2017-09-01",
            "pike",
            "2018-03-02",
            "queens",
            "2018-08-31",
            "rocky",
            "2021-04-16",
            "wallaby");
    private static final Set<String> RESOURCE_KEYS = Set.of(
            "type",
            "properties",
            "metadata",
            "depends_on",
            "deletion_policy",
            "update_policy",
            "description",
            "external_id",
            "condition");

    private TemplateParser() {}

    public static Template parse(String text) {
        return parse(Yaml.map("template", text));
    }

    public static Template parse(Map<String, Object> raw) {
        Object version = raw.get("heat_template_version");
        if (version == null) {
            throw new HotException(
                    "InvalidTemplateVersion", "The template version is invalid: Template format version not found.");
        }
        if (!VERSIONS.contains(version.toString())) {
            throw new HotException(
                    "InvalidTemplateVersion",
                    "The template version is invalid: \"heat_template_version: " + version
                            + "\". \"heat_template_version\" should be one of: "
                            + String.join(", ", VERSIONS.stream().sorted().toList()));
        }
        for (String section : raw.keySet()) {
            if (!SECTIONS.contains(section)) {
                throw new HotException("InvalidTemplateSection", "The template section is invalid: " + section);
            }
        }
        Map<String, ParameterSchema> parameters = new LinkedHashMap<>();
        section(raw, "parameters").forEach((name, schema) -> parameters.put(name, ParameterSchema.parse(name, schema)));
        Map<String, ResourceDefinition> resources = new LinkedHashMap<>();
        section(raw, "resources").forEach((name, body) -> resources.put(name, resource(name, body)));
        Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
        section(raw, "outputs").forEach((name, body) -> outputs.put(name, output(name, body)));
        for (String name : parameters.keySet()) {
            if (resources.containsKey(name)) {
                throw HotException.invalid("Duplicate names {'" + name + "'}");
            }
        }
        return new Template(
                raw,
                version.toString(),
                String.valueOf(raw.getOrDefault("description", "No description")),
                parameters,
                section(raw, "conditions"),
                resources,
                outputs);
    }

    private static Map<String, Object> section(Map<String, Object> raw, String name) {
        Object section = raw.get(name);
        if (section == null) {
            return Map.of();
        }
        if (!(section instanceof Map<?, ?> map)) {
            throw HotException.invalid("\"" + name + "\" must contain a map of " + name + ".");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static Map<String, Object> output(String name, Object body) {
        if (!(body instanceof Map<?, ?> map) || !map.containsKey("value")) {
            throw HotException.invalid("outputs." + name + ": Each output must contain a value key.");
        }
        return section(Map.of("output", map), "output");
    }

    /** @param name of the resource @param body as written under resources */
    public static ResourceDefinition resource(String name, Object body) {
        if (!(body instanceof Map<?, ?>)) {
            throw HotException.invalid("\"resources\" must contain a map of resource maps. Found a ["
                    + (body == null ? "null" : body.getClass().getSimpleName()) + "] instead");
        }
        Map<String, Object> map = section(Map.of("resource", body), "resource");
        if (!(map.get("type") instanceof String type) || type.isEmpty()) {
            throw HotException.invalid(
                    "resources." + name + ": Missing required \"type\" field: each resource must have a type.");
        }
        for (String key : map.keySet()) {
            if (!RESOURCE_KEYS.contains(key)) {
                throw HotException.invalid(
                        "resources." + name + ": \"" + key + "\" is not a valid keyword inside a resource definition");
            }
        }
        String policy =
                String.valueOf(map.getOrDefault("deletion_policy", "delete")).toLowerCase(java.util.Locale.ROOT);
        if (!Set.of("delete", "retain", "snapshot").contains(policy)) {
            throw HotException.invalid("resources." + name + ": Invalid deletion policy \"" + policy + "\"");
        }
        return new ResourceDefinition(
                name,
                type,
                section(map, "properties"),
                dependsOn(name, map.get("depends_on")),
                map.getOrDefault("condition", true),
                section(map, "metadata"),
                policy.equals("retain"),
                String.valueOf(map.getOrDefault("description", "")));
    }

    private static List<String> dependsOn(String name, Object value) {
        return switch (value) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> many -> many.stream().map(String::valueOf).toList();
            default ->
                throw HotException.invalid("resources." + name + ": depends_on must be a string or list of strings");
        };
    }
}
