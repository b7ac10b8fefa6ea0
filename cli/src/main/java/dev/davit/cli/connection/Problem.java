package dev.davit.cli.connection;

import dev.davit.cli.output.Json;
import dev.davit.cli.output.Text;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a server said when it refused: RFC 7807 ProblemDetails, the TackerError of the legacy VIM API, Keystone's error, or
 * whatever text came instead.
 */
public record Problem(int status, String title, String detail, List<Invalid> invalid) {

    /** @param place member of the request, or file and line in a package */
    public record Invalid(String place, String reason) {}

    private static final int LONGEST_TEXT = 300;

    public Problem {
        invalid = List.copyOf(invalid);
    }

    static Problem parse(int status, String body) {
        try {
            JsonNode json = Json.read(body);
            if (json.has("TackerError")) {
                JsonNode error = json.get("TackerError");
                return new Problem(status, Json.text(error, "type"), Json.text(error, "message"), List.of());
            }
            if (json.path("error").isObject()) {
                JsonNode error = json.get("error");
                return new Problem(status, Json.text(error, "title"), Json.text(error, "message"), List.of());
            }
            return of(status, json);
        } catch (JacksonException e) {
            return new Problem(status, "", Text.cut(Text.safe(body.strip()), LONGEST_TEXT, "..."), List.of());
        }
    }

    /** ProblemDetails that are part of a resource, such as the error of an operation. */
    public static Problem of(JsonNode problemDetails) {
        return of(problemDetails.path("status").asInt(0), problemDetails);
    }

    private static Problem of(int status, JsonNode json) {
        return new Problem(
                status,
                Json.text(json, "title"),
                Json.text(json, "detail"),
                Json.elements(json, "invalidParams").stream()
                        .map(entry -> new Invalid(Json.text(entry, "param"), Json.text(entry, "reason")))
                        .toList());
    }

    /** The sentence to show first. */
    public String headline() {
        String text = detail.isEmpty() ? title : detail;
        return Text.safe(text.isEmpty() ? "HTTP status " + status : text);
    }
}
