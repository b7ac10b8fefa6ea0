package dev.davit.openstack.http;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A request to a service.
 *
 * @param path below the service's base URL, encoded, with its query
 * @param content what is sent with it
 * @param repeatable whether sending it twice has the effect of sending it once, so that it may be retried when its fate
 *     is unknown
 * @param timeout for the whole exchange
 */
public record Request(String method, String path, Optional<Content> content, boolean repeatable, Duration timeout) {

    /** Long enough for Heat to validate a large template. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What a request carries. */
    public sealed interface Content {
        record Json(JsonNode value) implements Content {}

        /** Bytes that are not held in memory. @param open gives the stream, from its beginning, each time */
        record Stream(Supplier<InputStream> open, long length, String mediaType) implements Content {}

        /** Bytes of another media type than JSON. */
        record Bytes(byte[] value, String mediaType) implements Content {}
    }

    public static Request get(String path) {
        return new Request("GET", path, Optional.empty(), true, TIMEOUT);
    }

    public static Request delete(String path) {
        return new Request("DELETE", path, Optional.empty(), true, TIMEOUT);
    }

    public static Request post(String path, JsonNode body) {
        return new Request("POST", path, Optional.of(new Content.Json(body)), false, TIMEOUT);
    }

    public static Request patch(String path, JsonNode body) {
        return new Request("PATCH", path, Optional.of(new Content.Json(body)), false, TIMEOUT);
    }

    public static Request put(String path, Content content, Duration timeout) {
        return new Request("PUT", path, Optional.of(content), false, timeout);
    }

    /** The same, marked as safe to be sent twice. */
    public Request asRepeatable() {
        return new Request(method, path, content, true, timeout);
    }

    /** The same with {@code name=value} for each value added to the query. */
    public Request with(String name, Collection<String> values) {
        String query = values.stream().map(v -> name + "=" + encode(v)).collect(Collectors.joining("&"));
        String separator = path.contains("?") ? "&" : "?";
        return query.isEmpty() ? this : new Request(method, path + separator + query, content, repeatable, timeout);
    }

    /** A path of segments that may hold any character. */
    public static String path(String... segments) {
        return java.util.Arrays.stream(segments).map(s -> "/" + encode(s)).collect(Collectors.joining());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
