package dev.davit.e2e.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** The two-column table that the stock client prints for one thing: Field and Value, values going over several lines. */
public final class Table {
    private Table() {}

    /** @return value by field, lines of a value joined by newlines */
    public static Map<String, String> fields(String text) {
        var values = new LinkedHashMap<String, String>();
        String field = "";
        for (String line : text.lines().filter(l -> l.startsWith("|")).toList()) {
            int middle = line.indexOf('|', 1);
            String name = line.substring(1, middle).strip();
            String value = line.substring(middle + 1, line.lastIndexOf('|')).stripTrailing();
            value = value.isEmpty() ? "" : value.substring(1);
            if (name.equals("Field")) {
                continue;
            }
            if (!name.isEmpty()) {
                field = name;
                values.put(field, value);
            } else {
                values.merge(field, value, (a, b) -> a + "\n" + b);
            }
        }
        return values;
    }
}
