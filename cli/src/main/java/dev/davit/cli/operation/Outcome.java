package dev.davit.cli.operation;

import dev.davit.cli.ErrorReport;
import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.connection.Problem;
import dev.davit.cli.output.Console;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Style;
import dev.davit.cli.output.Text;
import dev.davit.cli.progress.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Follows operations for commands with {@code --wait}, and says how they ended. */
public final class Outcome {
    private final Session session;

    public Outcome(Session session) {
        this.session = session;
    }

    /** Follows an operation that ought to complete. @return the exit status */
    public int await(String operationId, boolean details) {
        return await(operationId, details, "COMPLETED");
    }

    /** @param wanted the state that means success: COMPLETED, or ROLLED_BACK after a rollback */
    int await(String operationId, boolean details, String wanted) {
        Console console = session.console();
        boolean silent = session.json() || session.quiet();
        JsonNode occurrence;
        try (Screen screen = silent ? Screen.silent() : Screen.open(console, details, "  ");
                Farewell farewell = new Farewell(console, operationId)) {
            occurrence = new OperationWatch(session.api()).follow(operationId, screen);
        }
        session.show(occurrence, () -> List.of(sentence(occurrence, session.style())));
        String state = Json.text(occurrence, "operationState");
        if (state.equals(wanted)) {
            return ExitCode.OK;
        }
        if (!silent) {
            explain(occurrence, console);
        }
        return ExitCode.FAILED;
    }

    /** What was accepted but is not waited for. */
    public void accepted(String operationId, String what) {
        if (session.json()) {
            session.console().println(Json.write(Json.object().put("vnfLcmOpOccId", operationId)));
        } else if (session.quiet()) {
            session.console().println(operationId);
        } else {
            session.console().println(what + " accepted, operation " + operationId);
            session.console().println("  " + session.style().arrow() + " davit op watch " + operationId);
        }
    }

    /** "INSTANTIATE COMPLETED in 34 s". */
    public static String sentence(JsonNode occurrence, Style style) {
        String state = Json.text(occurrence, "operationState");
        String mark =
                state.equals("COMPLETED") ? style.tick() : state.equals("ROLLED_BACK") ? style.undone() : style.cross();
        String operation =
                Json.text(occurrence, "operation").toLowerCase(Locale.ROOT).replace('_', ' ');
        String took =
                duration(occurrence).map(time -> " after " + Text.seconds(time)).orElse("");
        return mark + " " + style.bold(operation) + " " + style.state(state) + took;
    }

    private static void explain(JsonNode occurrence, Console console) {
        String id = Json.text(occurrence, "id");
        if (occurrence.path("error").isObject()) {
            ErrorReport.of(Problem.of(occurrence.path("error")), console.style())
                    .forEach(console::println);
        }
        if (Json.text(occurrence, "operationState").equals("FAILED_TEMP")) {
            Style style = console.style();
            console.println("The VNF instance is locked until you decide:");
            console.println("  " + style.arrow() + " davit op retry " + id + " --wait      go on from the failed step");
            console.println("  " + style.arrow() + " davit op rollback " + id + " --wait   undo what was done");
            console.println("  " + style.arrow() + " davit op fail " + id + "              give up");
        }
    }

    private static Optional<Duration> duration(JsonNode occurrence) {
        return time(occurrence, "startTime")
                .flatMap(start -> time(occurrence, "stateEnteredTime").map(end -> Duration.between(start, end)));
    }

    private static Optional<Instant> time(JsonNode occurrence, String member) {
        try {
            return Json.optional(occurrence, member)
                    .map(text -> OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
