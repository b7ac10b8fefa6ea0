package dev.davit.cli.output;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it fits onto a terminal. */
public final class Text {
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\n]]");

    private Text() {}

    /** Columns that the text takes on the screen; colours take none. */
    public static int columns(String text) {
        return ESCAPE.matcher(text).replaceAll("").length();
    }

    /** Text that came from elsewhere, without the control characters that could drive the terminal. */
    public static String safe(String text) {
        return CONTROL.matcher(ESCAPE.matcher(text).replaceAll("")).replaceAll(" ");
    }

    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - columns(text)));
    }

    public static String cut(String text, int width, String dots) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - dots.length())) + dots;
    }

    /** "0.4 s", "12 s", "3 min 5 s". */
    public static String seconds(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** "12 bytes", "3.4 MiB". */
    public static String bytes(long count) {
        if (count < 1024) {
            return count + " bytes";
        }
        double value = count;
        String unit = "";
        for (String next : new String[] {"KiB", "MiB", "GiB"}) {
            if (value >= 1024) {
                value /= 1024;
                unit = next;
            }
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
