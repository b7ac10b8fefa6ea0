package dev.davit.cli.progress;

import dev.davit.cli.output.Console;
import dev.davit.cli.output.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A line for each step that ended, and one for a step that takes long; for files, pipes and CI. */
final class PlainView implements View {
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Console console;
    private final EventLines lines;
    private final StepList steps = new StepList();
    private final Set<String> announced = new HashSet<>();

    PlainView(Console console, EventLines lines) {
        this.console = console;
        this.lines = lines;
    }

    @Override
    public void event(Event event) {
        Optional<Duration> took = Optional.empty();
        switch (event.kind()) {
            case "STEP_STARTED" -> steps.started(event);
            case "PROGRESS" -> steps.progress(event);
            case "STEP_DONE", "ITEM_DONE", "STEP_FAILED", "STEP_UNDONE" -> {
                took = steps.ended(event);
                announced.remove(event.step());
            }
            default -> {
                // states and phases are told by whoever follows the operation
            }
        }
        lines.of(event, took).forEach(console::println);
    }

    @Override
    public void tick(Instant now) {
        for (StepList.Active step : steps.active()) {
            if (step.until(now).compareTo(LONG) >= 0 && announced.add(step.name())) {
                String time = Text.seconds(step.until(now));
                console.println(lines.active(console.style().dots(), step.name(), time, step.progress()));
            }
        }
    }

    @Override
    public void reconnecting(String reason) {
        console.println(console.style().yellow("Lost the server (" + Text.safe(reason) + "); trying again."));
    }

    @Override
    public void close() {
        console.out().flush();
    }
}
