package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import dev.davit.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Requests to the server. Every method throws {@link ApiException} for an error answer. */
public final class DavitApi {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");
    private static final Duration TRANSFER = Duration.ofHours(2);

    private final Connection connection;

    public DavitApi(Connection connection) {
        this.connection = connection;
    }

    public URI server() {
        return connection.server();
    }

    public JsonNode get(String path) {
        return body(send(request(path).GET()));
    }

    /** An answer that is no JSON. */
    public String text(String path, String accept) {
        return send(request(path).setHeader("Accept", accept).GET()).body();
    }

    /** All pages of a list. */
    public List<JsonNode> list(String path) {
        List<JsonNode> all = new ArrayList<>();
        String page = path;
        while (!page.isEmpty()) {
            HttpResponse<String> response = send(request(page).GET());
            all.addAll(Json.elements(body(response)));
            page = next(response);
        }
        return all;
    }

    public JsonNode post(String path, JsonNode json) {
        return body(send(withJson(path).POST(Http.json(json))));
    }

    public JsonNode post(String path) {
        return body(send(request(path).POST(BodyPublishers.noBody())));
    }

    /** @return id of the operation that the Location header names */
    public String start(String path, JsonNode json) {
        HttpResponse<String> response = send(withJson(path).POST(Http.json(json)));
        return operation(response);
    }

    /** As {@link #start}, for a PATCH. */
    public String startPatch(String path, JsonNode json) {
        return operation(send(withJson(path).method("PATCH", Http.json(json))));
    }

    public JsonNode patch(String path, JsonNode json) {
        return body(send(withJson(path).method("PATCH", Http.json(json))));
    }

    public JsonNode put(String path, JsonNode json) {
        return body(send(withJson(path).PUT(Http.json(json))));
    }

    public void delete(String path) {
        send(request(path).DELETE());
    }

    public void upload(String path, Path file) throws IOException {
        send(request(path)
                .header("Content-Type", "application/zip")
                .timeout(TRANSFER)
                .PUT(BodyPublishers.ofFile(file)));
    }

    /** Streams an answer into a file, which appears only when it is complete. */
    public void download(String path, String accept, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            HttpResponse<InputStream> response = stream(
                    request(path).setHeader("Accept", accept).timeout(TRANSFER).GET());
            try (InputStream body = response.body()) {
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** An open answer of server-sent events, from the event after the given one; 0 means from the first. */
    public InputStream events(String path, long after) {
        HttpRequest.Builder request =
                request(path).setHeader("Accept", "text/event-stream").GET();
        if (after > 0) {
            request.header("Last-Event-ID", Long.toString(after));
        }
        return stream(request).body();
    }

    private HttpRequest.Builder request(String path) {
        return Http.request(URI.create(connection.server() + path)).header("Accept", "application/json");
    }

    private HttpRequest.Builder withJson(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> response = authorized(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new ApiException(Problem.parse(response.statusCode(), response.body()));
        }
        return response;
    }

    private HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = authorized(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(100_000), StandardCharsets.UTF_8);
                throw new ApiException(Problem.parse(response.statusCode(), text));
            } catch (IOException e) {
                throw Http.unreachable(response.uri(), e);
            }
        }
        return response;
    }

    private <T> HttpResponse<T> authorized(HttpRequest.Builder request, BodyHandler<T> handler) {
        connection.token().ifPresent(token -> request.setHeader("X-Auth-Token", token));
        HttpResponse<T> response = connection.http().send(request.build(), handler);
        if (response.statusCode() != 401 || !connection.renew()) {
            return response;
        }
        connection.token().ifPresent(token -> request.setHeader("X-Auth-Token", token));
        return connection.http().send(request.build(), handler);
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return Json.object();
        }
        try {
            return Json.read(response.body());
        } catch (JacksonException e) {
            throw new CliException(
                    ExitCode.FAILED, response.uri() + " answered no JSON; is it a Davit server?", "See --server.");
        }
    }

    private static String operation(HttpResponse<String> response) {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED, response.uri() + " accepted the request but named no operation (Location)."));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private String next(HttpResponse<String> response) {
        Matcher link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
        if (!link.find()) {
            return "";
        }
        URI next = response.uri().resolve(link.group(1));
        String path =
                response.uri().getPath().substring(connection.server().getPath().length());
        return path + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery());
    }
}
