package dev.davit.lab.hot;

import dev.davit.lab.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The values of a stack's parameters and pseudo parameters. */
public final class Parameters {
    private final Map<String, ParameterSchema> schemas;
    private final Map<String, Object> values;
    private final Map<String, Object> pseudo;

    private Parameters(Map<String, ParameterSchema> schemas, Map<String, Object> values, Map<String, Object> pseudo) {
        this.schemas = schemas;
        this.values = values;
        this.pseudo = pseudo;
    }

    /**
     * @param given the user's values
     * @param defaults the environment's parameter_defaults: names that the template does not have are fine
     * @param pseudo OS::stack_name, OS::stack_id, OS::project_id
     * @param custom a custom constraint's name and a value to what is wrong with it
     */
    public static Parameters of(
            Template template,
            Map<String, Object> given,
            Map<String, Object> defaults,
            Map<String, Object> pseudo,
            BiFunction<String, String, Optional<String>> custom) {
        for (String name : given.keySet()) {
            if (!template.parameters().containsKey(name)) {
                throw new HotException(
                        "UnknownUserParameter", "The Parameter (" + name + ") was not defined in template.");
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        template.parameters().forEach((name, schema) -> {
            Object value = given.get(name) != null
                    ? given.get(name)
                    : defaults.get(name) != null
                            ? defaults.get(name)
                            : schema.fallback().orElse(null);
            if (value == null) {
                throw new HotException("UserParameterMissing", "The Parameter (" + name + ") was not provided.");
            }
            Object converted = ParameterValues.convert(schema, value);
            Constraints.check(schema, converted, custom);
            values.put(name, converted);
        });
        return new Parameters(template.parameters(), values, pseudo);
    }

    public Object value(String name) {
        if (pseudo.containsKey(name)) {
            return pseudo.get(name);
        }
        if (!values.containsKey(name)) {
            throw new HotException("UserParameterMissing", "The Parameter (" + name + ") was not provided.");
        }
        return values.get(name);
    }

    /** As the API shows them: text, hidden ones starred. */
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        pseudo.forEach((name, value) -> shown.put(name, String.valueOf(value)));
        values.forEach((name, value) ->
                shown.put(name, schemas.get(name).hidden() ? "******" : text(schemas.get(name), value)));
        return shown;
    }

    private static String text(ParameterSchema schema, Object value) {
        return schema.type().equals("json")
                ? Json.write(value)
                : value instanceof java.util.List<?> list
                        ? String.join(
                                ",", list.stream().map(TextFunctions::text).toList())
                        : TextFunctions.text(value);
    }
}
