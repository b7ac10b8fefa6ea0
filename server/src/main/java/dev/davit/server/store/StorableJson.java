package dev.davit.server.store;

import java.util.regex.Pattern;

/**
 * JSON that PostgreSQL takes as jsonb: without U+0000, in whose place U+FFFD stands. What a VIM, a host or a package says may
 * hold it, and an error that cannot be written would keep its operation from ever coming to rest.
 */
public final class StorableJson {
    private static final String NUL = "\\u0000";
    /** An odd number of backslashes before it: an even one would be backslashes followed by plain text. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u0000");

    private StorableJson() {}

    /** @param json as Jackson writes it */
    public static String of(String json) {
        return json.contains(NUL) ? ESCAPED_NUL.matcher(json).replaceAll("$1\\\\ufffd") : json;
    }
}
