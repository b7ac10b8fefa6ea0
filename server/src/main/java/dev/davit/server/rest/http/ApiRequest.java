package dev.davit.server.rest.http;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.server.rest.json.JsonBody;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A request as an operation sees it: who asks, the path's parameters, the query and the body within its limits. */
public final class ApiRequest {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final ServerRequest request;
    private final Map<String, String> pathParameters;
    private final Caller caller;
    private final QueryParameters query;
    private final long maxJsonBytes;

    ApiRequest(ServerRequest request, Map<String, String> pathParameters, Caller caller, long maxJsonBytes) {
        this.request = request;
        this.pathParameters = Map.copyOf(pathParameters);
        this.caller = caller;
        this.query = QueryParameters.parse(request.query().rawValue());
        this.maxJsonBytes = maxJsonBytes;
    }

    public Caller caller() {
        return caller;
    }

    public QueryParameters query() {
        return query;
    }

    public String parameter(String name) {
        return pathParameters.get(name);
    }

    /** The path's {id}. What does not look like a UUID cannot exist: 404. */
    public UUID id() {
        return uuid(parameter("id"))
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.notFound("There is nothing with the id '" + parameter("id") + "'.")));
    }

    public static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** The path as sent, without the query. */
    public String path() {
        return request.path().rawPath();
    }

    public OptionalLong contentLength() {
        return request.headers().contentLength();
    }

    /** The media type of the body, lower case, without parameters; empty when not given. */
    public String contentType() {
        return header("Content-Type")
                .map(t -> t.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT))
                .orElse("");
    }

    /** The body as it arrives. */
    public InputStream body() {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    /** The body as a JSON object: 400 when there is none or it is malformed, 413 when too long, 415 for a zip. */
    public ObjectNode json() {
        if (contentType().equals("application/zip")) {
            throw new ProblemException(ProblemDetails.of(
                    415, "Unsupported Media Type", "This operation takes application/json, not application/zip."));
        }
        return JsonBody.read(body(), contentLength(), maxJsonBytes);
    }
}
