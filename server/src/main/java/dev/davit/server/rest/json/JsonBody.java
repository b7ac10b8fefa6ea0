package dev.davit.server.rest.json;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request body that must be one JSON object, within limits. */
public final class JsonBody {
    /** For request bodies: a member given twice is an error. */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private JsonBody() {}

    public static ObjectNode read(InputStream body, OptionalLong announced, long maxBytes) {
        if (announced.orElse(0) > maxBytes) {
            throw tooLarge(maxBytes);
        }
        byte[] bytes;
        try {
            bytes = body.readNBytes((int) maxBytes + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("The request body could not be read", e);
        }
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        if (bytes.length == 0) {
            throw malformed("a JSON object is expected, and there is no body");
        }
        return parse(bytes);
    }

    private static ObjectNode parse(byte[] bytes) {
        JsonNode node;
        try {
            node = STRICT.readTree(bytes);
        } catch (JacksonException e) {
            // Jackson's own text may quote the body, and so a secret: only the place is told. It has none for JSON that
            // is nested too deeply or holds a number that is too long.
            String wrong = Optional.ofNullable(e.getLocation())
                    .map(place -> "not valid JSON (or a member given twice) at line " + place.getLineNr() + ", column "
                            + place.getColumnNr())
                    .orElse("nested too deeply, or a number or text in it is too long");
            throw new ProblemException(ProblemDetails.badRequest("body", "Malformed request body: " + wrong), e);
        }
        if (node instanceof ObjectNode object) {
            StorableText.check(object);
            return object;
        }
        throw malformed(
                "a JSON object is expected, not " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }

    private static ProblemException malformed(String reason) {
        return new ProblemException(ProblemDetails.badRequest("body", "Malformed request body: " + reason));
    }

    private static ProblemException tooLarge(long maxBytes) {
        return new ProblemException(ProblemDetails.of(
                413,
                "Content Too Large",
                "The request body is longer than the " + maxBytes + " bytes allowed (option --max-request-bytes)."));
    }
}
