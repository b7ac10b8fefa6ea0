package dev.davit.lab.heat;

import dev.davit.lab.hot.HotException;
import dev.davit.lab.hot.Template;
import dev.davit.lab.hot.TemplateParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is to be made from.
 *
 * @param files by the names that the template uses
 * @param environment parameter_defaults and resource_registry
 * @param given the user's parameters
 */
public record Blueprint(
        Template template, Map<String, String> files, Map<String, Object> environment, Map<String, Object> given) {

    Map<String, Object> defaults() {
        return section("parameter_defaults");
    }

    Map<String, Object> registry() {
        return section("resource_registry");
    }

    private Map<String, Object> section(String name) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (environment.get(name) instanceof Map<?, ?> map) {
            map.forEach((k, v) -> copy.put(String.valueOf(k), v));
        }
        return copy;
    }

    /** The type after the environment's renamings. */
    String mapped(String type) {
        String name = type;
        for (int i = 0; i < 10 && registry().get(name) instanceof String to && !to.equals(name); i++) {
            name = to;
        }
        return name;
    }

    static boolean isFile(String type) {
        return type.matches("(file|https?)://.*|.*\\.(yaml|yml|template|json)");
    }

    /** The template of a resource type that is a file; empty when the type is not one. */
    Optional<Template> nested(String type) {
        String file = mapped(type);
        if (!isFile(file)) {
            return Optional.empty();
        }
        String content = files.get(file);
        if (content == null) {
            throw HotException.invalid(
                    "Could not fetch remote template \"" + file + "\": it is not among the files of the request");
        }
        return Optional.of(TemplateParser.parse(content));
    }

    /** A blueprint for a stack inside this one. */
    Blueprint inside(Template nested, Map<String, Object> parameters) {
        return new Blueprint(nested, files, environment, parameters);
    }
}
