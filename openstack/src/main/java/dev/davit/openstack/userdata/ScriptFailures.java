package dev.davit.openstack.userdata;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Explains why a user-data script has not made parameters. */
record ScriptFailures(UserDataScript script, SandboxLimits limits) {
    private static final int LAST_LINES = 10;
    private static final int LINE = 300;
    private static final String MEND = "Correct the script in the VNF package, or the request's additionalParams; then"
            + " rollback and instantiate again.";

    /** It ended, or was ended, before it returned. */
    StepFailedException withoutResult(Sandbox.Outcome outcome) {
        String what = switch (outcome.ending()) {
            case TOOK_TOO_LONG -> "took longer than " + limits.wallClock().toSeconds() + " s";
            case RESULT_TOO_LONG -> "returned more than " + limits.outputBytes() + " bytes";
            case PRINTED_TOO_MUCH -> "printed more than " + limits.printedBytes() + " bytes";
            case KILLED ->
                "was ended by the system, as happens above " + limits.cpu().toSeconds() + " s of processor time or "
                        + (limits.memoryBytes() >> 20) + " MiB of memory";
            case FINISHED -> "ended its process without returning anything";
        };
        return failure("user-data script " + script.path() + " " + what, printed(outcome), MEND);
    }

    StepFailedException unreadable(Sandbox.Outcome outcome) {
        return failure(
                "what user-data script " + script.path() + " returned cannot be read as a JSON object",
                printed(outcome),
                MEND);
    }

    /** The isolation is not there, so the script was not run. */
    StepFailedException notRun(JsonNode problem) {
        return failure(
                "user-data script " + script.path() + " was not run, for it cannot be isolated here: "
                        + problem.path("message").asString(""),
                List.of(),
                problem.path("advice").asString(""));
    }

    StepFailedException raised(JsonNode error, Sandbox.Outcome outcome) {
        String place = error.path("file").isString()
                ? error.get("file").stringValue() + ":" + error.path("line").asInt(0)
                : script.path().value();
        String type = error.path("type").isString() ? error.get("type").stringValue() + ": " : "";
        var lines = new ArrayList<String>();
        StreamSupport.stream(error.path("trace").spliterator(), false)
                .limit(LAST_LINES)
                .map(line -> shortened(line.asString("")))
                .forEach(lines::add);
        lines.addAll(printed(outcome));
        String advice = error.path("advice").asString("");
        return failure(
                "user-data script failed at " + place + ": " + type
                        + shortened(error.path("message").asString("")),
                lines,
                advice.isEmpty() ? MEND : shortened(advice));
    }

    private static List<String> printed(Sandbox.Outcome outcome) {
        List<String> lines =
                outcome.printed().lines().map(ScriptFailures::shortened).toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LINE ? line.substring(0, LINE) + "..." : line;
    }

    private static StepFailedException failure(String what, List<String> output, String advice) {
        return new StepFailedException(new Failure(
                what,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                output,
                advice.isEmpty() ? Optional.empty() : Optional.of(advice)));
    }
}
