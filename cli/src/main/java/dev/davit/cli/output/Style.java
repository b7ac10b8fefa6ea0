package dev.davit.cli.output;

/**
 * How text may look on this terminal.
 *
 * @param colour whether escape sequences for colour are welcome (a terminal, and NO_COLOR not set)
 * @param unicode whether the terminal's encoding has ticks and braille spinners
 */
public record Style(boolean colour, boolean unicode) {
    public static final Style PLAIN = new Style(false, false);

    private static final String[] BRAILLE = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII = {"|", "/", "-", "\\"};

    public String bold(String text) {
        return escape("1", text);
    }

    public String dim(String text) {
        return escape("2", text);
    }

    public String red(String text) {
        return escape("31", text);
    }

    public String green(String text) {
        return escape("32", text);
    }

    public String yellow(String text) {
        return escape("33", text);
    }

    public String cyan(String text) {
        return escape("36", text);
    }

    public String tick() {
        return green(unicode ? "✓" : "ok");
    }

    public String cross() {
        return red(unicode ? "✗" : "!!");
    }

    public String undone() {
        return yellow(unicode ? "↶" : "<-");
    }

    public String arrow() {
        return cyan(unicode ? "→" : "->");
    }

    public String dots() {
        return unicode ? "…" : "...";
    }

    public String spinner(long frame) {
        String[] frames = unicode ? BRAILLE : ASCII;
        return cyan(frames[(int) (frame % frames.length)]);
    }

    /** A state as people want to see it: what is well in green, what is under way in yellow, what failed in red. */
    public String state(String state) {
        return switch (state) {
            case "COMPLETED", "INSTANTIATED", "ONBOARDED", "ENABLED", "ACTIVE", "STARTED", "DONE" -> green(state);
            case "FAILED", "FAILED_TEMP", "ERROR" -> red(state);
            case "STARTING", "PROCESSING", "ROLLING_BACK", "ROLLED_BACK", "UPLOADING", "UNDONE" -> yellow(state);
            default -> state;
        };
    }

    private String escape(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
