package dev.davit.cli.progress;

import dev.davit.cli.output.Json;
import dev.davit.cli.output.Text;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened in an operation, as the server reports it.
 *
 * @param kind STATE, PHASE, STEP_STARTED, STEP_DONE, STEP_FAILED, STEP_UNDONE, PROGRESS, COMMAND, OUTPUT; here also ITEM_DONE,
 *     whose message is what came of it
 * @param step name and target of the step, "" where there is none
 */
public record Event(long sequence, Instant time, String kind, String step, String host, String message) {

    public static Event parse(JsonNode json) {
        String name = Json.text(json, "step", "name");
        String target = Json.text(json, "step", "target");
        return new Event(
                json.path("sequence").asLong(0),
                time(Json.text(json, "time")),
                Json.text(json, "kind"),
                Text.safe(target.isEmpty() ? name : name + " [" + target + "]"),
                Text.safe(Json.text(json, "host")),
                Text.safe(Json.text(json, "message")));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
