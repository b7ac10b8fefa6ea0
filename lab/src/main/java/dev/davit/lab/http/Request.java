package dev.davit.lab.http;

import dev.davit.lab.json.InvalidJsonException;
import dev.davit.lab.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request as the APIs of the lab see it. */
public final class Request {
    /** Largest JSON body: a template of 2 MiB, its files, and room for escapes. */
    public static final int JSON_LIMIT = 8 << 20;

    private final ServerRequest request;
    private final Map<String, String> parameters;
    private final Optional<Caller> caller;

    Request(ServerRequest request, Map<String, String> parameters, Optional<Caller> caller) {
        this.request = request;
        this.parameters = Map.copyOf(parameters);
        this.caller = caller;
    }

    public String method() {
        return request.prologue().method().text();
    }

    public String path() {
        return request.path().path();
    }

    /** A segment of the path that the route has a name for, decoded. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    public Optional<String> query(String name) {
        return request.query().contains(name)
                ? request.query().all(name).stream().findFirst()
                : Optional.empty();
    }

    public boolean flag(String name) {
        return query(name).map(v -> v.equalsIgnoreCase("true") || v.equals("1")).orElse(false);
    }

    /** All query parameters in order, decoded. */
    public Map<String, List<String>> query() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        request.query().names().forEach(name -> all.put(name, request.query().all(name)));
        return all;
    }

    public String rawQuery() {
        return request.query().rawValue();
    }

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** Where the client reached the lab, e.g. http://127.0.0.1:5000. */
    public String root() {
        return "http://" + header("Host").orElseThrow(() -> ApiException.badRequest("Host header is missing"));
    }

    /** Whose token came with it; only routes that need no token may ask in vain. */
    public Caller caller() {
        return caller.orElseThrow(
                () -> new ApiException(401, "Unauthorized", "The request you have made requires authentication."));
    }

    public InputStream body() {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    /** The body as a JSON object. 400 for anything else. */
    public ObjectNode json() {
        if (tree() instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("The request body must be a JSON object");
    }

    /** The body as JSON. */
    public JsonNode tree() {
        try (InputStream in = body()) {
            return Json.read(in, JSON_LIMIT);
        } catch (InvalidJsonException e) {
            throw new ApiException(
                    e.tooLarge() ? 413 : 400, e.tooLarge() ? "RequestLimitExceeded" : "BadRequest", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the request body failed", e);
        }
    }

    /** The member of the body that carries all the rest, e.g. "server". */
    public ObjectNode json(String member) {
        return json(json(), member);
    }

    /** The object member of a body that was read before. */
    public ObjectNode json(ObjectNode body, String member) {
        if (body.path(member) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("Invalid input: the request body has no object \"" + member + "\"");
    }
}
