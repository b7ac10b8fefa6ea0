package dev.davit.server.rest.query;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.server.rest.http.ApiRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code (op,attr,value[,value…])} joined with {@code ;}. A value that holds a comma, a closing bracket or a quote
 * stands in single quotes; inside them a quote is doubled.
 */
final class FilterParser {
    private static final Set<String> ONE_VALUE = Set.of("eq", "neq", "gt", "gte", "lt", "lte");
    private static final Set<String> MANY_VALUES = Set.of("in", "nin", "cont", "ncont");
    private static final int MAX_LENGTH = 4096;

    private final String text;
    private final Attributes attributes;
    private int at;

    FilterParser(String text, Attributes attributes) {
        this.text = text;
        this.attributes = attributes;
    }

    Filter parse() {
        if (text.length() > MAX_LENGTH) {
            throw refuse("is longer than " + MAX_LENGTH + " characters");
        }
        var conditions = new ArrayList<Filter.Condition>();
        do {
            conditions.add(condition());
        } while (next(';'));
        if (at < text.length()) {
            throw refuse("expected ';' or the end at position " + (at + 1));
        }
        return new Filter(conditions);
    }

    private Filter.Condition condition() {
        expect('(');
        String operator = word();
        if (!ONE_VALUE.contains(operator) && !MANY_VALUES.contains(operator)) {
            throw refuse("unknown operator '" + operator + "'; there are eq neq gt gte lt lte in nin cont ncont");
        }
        expect(',');
        String attribute = word();
        ValueType type = attributes
                .type(attribute)
                .orElseThrow(() -> refuse(
                        "cannot filter by '" + attribute + "'; the attributes of this resource are " + attributes));
        var values = new ArrayList<String>();
        while (next(',')) {
            values.add(value());
        }
        expect(')');
        check(operator, attribute, type, values);
        return new Filter.Condition(operator, List.of(attribute.split("/")), type, values);
    }

    private void check(String operator, String attribute, ValueType type, List<String> values) {
        if (values.isEmpty() || values.contains("")) {
            throw refuse("a value is missing for '" + attribute + "'");
        }
        if (values.size() > 1 && ONE_VALUE.contains(operator)) {
            throw refuse("operator '" + operator + "' takes one value");
        }
        if (!type.allows(operator)) {
            throw refuse("operator '" + operator + "' does not fit the type of '" + attribute + "'");
        }
        values.forEach(v -> checkValue(attribute, type, v));
    }

    private void checkValue(String attribute, ValueType type, String value) {
        try {
            boolean fits = switch (type) {
                case ValueType.Text ignored -> true;
                case ValueType.Id ignored -> ApiRequest.uuid(value).isPresent();
                case ValueType.Number ignored -> value.length() < 64 && new BigDecimal(value).scale() < 64;
                case ValueType.Choice choice -> choice.values().contains(value);
                case ValueType.Flag ignored -> value.equals("true") || value.equals("false");
                case ValueType.Time ignored -> Comparison.instant(value) != null;
            };
            if (fits) {
                return;
            }
        } catch (NumberFormatException | DateTimeException e) {
            // told below
        }
        throw refuse("the value for '" + attribute + "' must be " + expected(type));
    }

    private static String expected(ValueType type) {
        return switch (type) {
            case ValueType.Text ignored -> "a string";
            case ValueType.Id ignored -> "a UUID";
            case ValueType.Number ignored -> "a number";
            case ValueType.Choice choice -> "one of " + String.join(", ", new java.util.TreeSet<>(choice.values()));
            case ValueType.Flag ignored -> "true or false";
            case ValueType.Time ignored -> "a time such as 2026-01-31T12:00:00Z";
        };
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",();'".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw refuse("a name is missing at position " + (at + 1));
        }
        return text.substring(start, at).strip();
    }

    private String value() {
        if (!next('\'')) {
            int start = at;
            while (at < text.length() && ",)'".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'') {
                value.append(c);
            } else if (next('\'')) {
                value.append('\'');
            } else {
                return value.toString();
            }
        }
        throw refuse("a quote is not closed");
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!next(c)) {
            throw refuse("expected '" + c + "' at position " + (at + 1));
        }
    }

    private static ProblemException refuse(String reason) {
        return new ProblemException(ProblemDetails.badRequest("filter", reason));
    }
}
