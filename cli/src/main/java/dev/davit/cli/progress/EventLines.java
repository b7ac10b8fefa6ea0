package dev.davit.cli.progress;

import dev.davit.cli.output.Style;
import dev.davit.cli.output.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines that stay on the screen when a step ends, and, when details are wanted, the remote commands with their output.
 */
final class EventLines {
    private static final int STEP_WIDTH = 44;
    /** Of an id its beginning is enough here. */
    private static final Pattern ID = Pattern.compile("\\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    private final Style style;
    private final boolean details;
    private final String indent;

    EventLines(Style style, boolean details, String indent) {
        this.style = style;
        this.details = details;
        this.indent = indent;
    }

    /** @param took for the end of a step, when known */
    List<String> of(Event event, Optional<Duration> took) {
        String time = took.map(Text::seconds).orElse("");
        return switch (event.kind()) {
            case "STEP_DONE" -> List.of(line(style.tick(), event.step(), time));
            case "ITEM_DONE" -> List.of(active(style.tick(), event.step(), time, event.message()));
            case "STEP_UNDONE" -> List.of(line(style.undone(), event.step() + " undone", time));
            case "STEP_FAILED" -> failed(event, time);
            case "COMMAND" ->
                details
                        ? indented(event.host() + " $ " + event.message(), 4).stream()
                                .map(style::cyan)
                                .toList()
                        : List.of();
            case "OUTPUT" ->
                details ? indented(event.message(), 6).stream().map(style::dim).toList() : List.of();
            default -> List.of();
        };
    }

    /** A step that is under way. */
    String active(String mark, String step, String time, String progress) {
        return line(mark, step, time) + (progress.isEmpty() ? "" : "  " + style.dim(progress));
    }

    private List<String> failed(Event event, String time) {
        List<String> lines = new ArrayList<>();
        lines.add(line(style.cross(), event.step(), time));
        indented(event.message(), 4).forEach(text -> lines.add(style.red(text)));
        return lines;
    }

    private String line(String mark, String name, String time) {
        String step = ID.matcher(name).replaceAll("$1");
        return (indent + Text.pad(mark, 2) + " " + Text.pad(step, STEP_WIDTH) + " " + style.dim(time)).stripTrailing();
    }

    private List<String> indented(String text, int columns) {
        return text.lines().map(line -> indent + " ".repeat(columns) + line).toList();
    }
}
