package dev.davit.cli.progress;

import dev.davit.cli.output.Console;
import dev.davit.cli.output.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What ended scrolls up; what is under way is drawn again and again below it, with a spinner, its time and its last word. */
final class LiveView implements View {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_DOWN = "\r\u001b[J";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final int MOST_ACTIVE = 12;

    private final Console console;
    private final EventLines lines;
    private final StepList steps = new StepList();
    private int drawn;
    private long frame;
    private String note = "";

    LiveView(Console console, EventLines lines) {
        this.console = console;
        this.lines = lines;
        console.out().print(HIDE_CURSOR);
    }

    @Override
    public void event(Event event) {
        note = "";
        Optional<Duration> took = Optional.empty();
        switch (event.kind()) {
            case "STEP_STARTED" -> steps.started(event);
            case "PROGRESS" -> steps.progress(event);
            case "STEP_DONE", "ITEM_DONE", "STEP_FAILED", "STEP_UNDONE" -> took = steps.ended(event);
            default -> {
                // states and phases are told by whoever follows the operation
            }
        }
        List<String> stay = lines.of(event, took);
        if (!stay.isEmpty()) {
            erase();
            stay.forEach(console.out()::println);
            console.out().flush();
        }
    }

    @Override
    public void tick(Instant now) {
        frame++;
        List<String> show = new ArrayList<>();
        for (StepList.Active step : steps.active()) {
            if (show.size() == MOST_ACTIVE) {
                show.add("   and " + (steps.active().size() - MOST_ACTIVE) + " more");
                break;
            }
            String time = Text.seconds(step.until(now));
            String bare = lines.active("-", step.name(), time, "");
            int room = console.width() - Text.columns(bare) - 4;
            String progress = step.progress().lines().reduce("", (before, last) -> last);
            show.add(lines.active(
                    console.style().spinner(frame),
                    step.name(),
                    time,
                    room < 8 ? "" : Text.cut(progress, room, console.style().dots())));
        }
        if (!note.isEmpty()) {
            show.add(console.style()
                    .yellow(Text.cut(note, console.width() - 1, console.style().dots())));
        }
        erase();
        show.forEach(console.out()::println);
        drawn = show.size();
        console.out().flush();
    }

    @Override
    public void reconnecting(String reason) {
        note = "Lost the server (" + Text.safe(reason) + "); trying again "
                + console.style().dots();
    }

    @Override
    public void close() {
        erase();
        PrintWriter out = console.out();
        out.print(SHOW_CURSOR);
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            console.out().print(UP.formatted(drawn) + CLEAR_DOWN);
            drawn = 0;
        }
    }
}
