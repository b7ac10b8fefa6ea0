package dev.davit.lab.hot;

import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Brings a parameter's value to its type. */
final class ParameterValues {
    private ParameterValues() {}

    static Object convert(ParameterSchema schema, Object value) {
        return switch (schema.type()) {
            case "string" ->
                value instanceof Map || value instanceof List ? Json.write(value) : TextFunctions.text(value);
            case "number" -> number(schema, value);
            case "boolean" -> flag(schema, value);
            case "comma_delimited_list" -> list(value);
            case "json" -> json(schema, value);
            default -> throw HotException.invalid("Invalid type (" + schema.type() + ")");
        };
    }

    private static Object number(ParameterSchema schema, Object value) {
        if (value instanceof Number) {
            return value;
        }
        String text = String.valueOf(value).trim();
        try {
            return text.matches("[+-]?\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw invalid(schema, "could not convert string to float: '" + text + "'");
        }
    }

    private static Boolean flag(ParameterSchema schema, Object value) {
        return switch (String.valueOf(value).toLowerCase(java.util.Locale.ROOT)) {
            case "t", "true", "on", "y", "yes", "1" -> true;
            case "f", "false", "off", "n", "no", "0" -> false;
            default ->
                throw invalid(
                        schema,
                        "Unrecognized value '" + value
                                + "', acceptable values are: '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'");
        };
    }

    private static List<Object> list(Object value) {
        if (value instanceof List<?> given) {
            return new ArrayList<>(given);
        }
        List<Object> list = new ArrayList<>();
        if (!String.valueOf(value).isEmpty()) {
            for (String part : String.valueOf(value).split(",", -1)) {
                list.add(part.trim());
            }
        }
        return list;
    }

    private static Object json(ParameterSchema schema, Object value) {
        if (value instanceof Map || value instanceof List) {
            return value;
        }
        try {
            JsonNode node = Json.MAPPER.readTree(String.valueOf(value).isEmpty() ? "{}" : String.valueOf(value));
            return Json.toJava(node);
        } catch (JacksonException e) {
            throw invalid(schema, "Value must be valid JSON: " + e.getOriginalMessage());
        }
    }

    static HotException invalid(ParameterSchema schema, String message) {
        return HotException.invalid("Parameter '" + schema.name() + "' is invalid: " + message);
    }
}
