package dev.davit.lab;

import dev.davit.lab.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A running lab and a client that is logged in to it. */
public final class TestCloud implements AutoCloseable {
    /** An answer. The body is a missing node when it is no JSON. */
    public record Reply(int status, JsonNode body, String text, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Lab lab;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> endpoints = new HashMap<>();
    private final String token;

    private TestCloud(Lab lab, String user) {
        this.lab = lab;
        Reply reply = anonymous("POST", lab.authUrl() + "/auth/tokens", login(user, "secret", "demo"));
        this.token = reply.header("x-subject-token");
        reply.body()
                .path("token")
                .path("catalog")
                .forEach(s -> endpoints.put(
                        s.get("type").asString(),
                        s.get("endpoints").get(0).get("url").asString()));
    }

    public static TestCloud start() {
        return start(LabOptions.forTests());
    }

    public static TestCloud start(LabOptions options) {
        try {
            return new TestCloud(Lab.start(options), "demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same lab, as its administrator in project demo. Close the first one only. */
    public TestCloud asAdmin() {
        return new TestCloud(lab, "admin");
    }

    public static ObjectNode login(String user, String password, String project) {
        ObjectNode auth = Json.object();
        ObjectNode identity = auth.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode who = identity.putObject("password")
                .putObject("user")
                .put("name", user)
                .put("password", password);
        who.putObject("domain").put("id", "default");
        ObjectNode scope =
                auth.withObject("/auth").putObject("scope").putObject("project").put("name", project);
        scope.putObject("domain").put("id", "default");
        return auth;
    }

    public Lab lab() {
        return lab;
    }

    public String token() {
        return token;
    }

    public String url(String service, String path) {
        return endpoints.get(service) + path;
    }

    public String root() {
        return "http://127.0.0.1:" + lab.port();
    }

    public Reply heat(String method, String path, JsonNode body) {
        return call(method, url("orchestration", path), body);
    }

    public Reply heat(String path) {
        return call("GET", url("orchestration", path), null);
    }

    public Reply nova(String path) {
        return call("GET", url("compute", path), null);
    }

    public Reply neutron(String path) {
        return call("GET", url("network", "/v2.0" + path), null);
    }

    public Reply call(String method, String url, JsonNode body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Auth-Token", token));
        return send(
                method,
                url,
                body == null ? null : Json.write(body).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                all);
    }

    public Reply anonymous(String method, String url, JsonNode body) {
        return send(method, url, Json.write(body).getBytes(java.nio.charset.StandardCharsets.UTF_8), List.of());
    }

    public Reply send(String method, String url, byte[] body, List<String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (body != null && !headers.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Reply(
                    response.statusCode(),
                    json ? Json.MAPPER.readTree(response.body()) : Json.object().path("none"),
                    response.body(),
                    response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Creates a stack and waits until it is no longer in progress. */
    public JsonNode create(String name, String template) {
        return create(name, template, Map.of());
    }

    public JsonNode create(String name, String template, Map<String, String> files) {
        Reply reply = heat("POST", "/stacks", body(name, template, files));
        if (reply.status() != 201) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return settled(name);
    }

    public static ObjectNode body(String name, String template, Map<String, String> files) {
        ObjectNode body = Json.object().put("stack_name", name).put("template", template);
        ObjectNode all = body.putObject("files");
        files.forEach(all::put);
        return body;
    }

    /** The stack by name. */
    public JsonNode stack(String name) {
        Reply found = heat("/stacks/" + name);
        return found.status() == 302
                ? call("GET", found.header("location"), null).body().path("stack")
                : found.body();
    }

    /** The stack's own path, such as /stacks/name/id. */
    public String path(String name) {
        return "/stacks/" + name + "/" + stack(name).get("id").asString();
    }

    /** The stack once it is no longer in progress. */
    public JsonNode settled(String name) {
        return await(
                () -> stack(name), s -> !s.path("stack_status").asString("").endsWith("IN_PROGRESS"));
    }

    /** Updates with PATCH, waits, and returns the stack. */
    public JsonNode patch(String name, ObjectNode body) {
        Reply reply = heat("PATCH", path(name), body);
        if (reply.status() != 202) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return settled(name);
    }

    /** Updates with PUT to another template, waits, and returns the stack. */
    public JsonNode put(String name, String template) {
        Reply reply =
                heat("PUT", path(name), Json.object().put("template", template).put("disable_rollback", true));
        if (reply.status() != 202) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return settled(name);
    }

    /** Deletes the stack and waits; returns it as it is found by id afterwards. */
    public JsonNode delete(String name) {
        String path = path(name);
        heat("DELETE", path, null);
        return await(
                () -> heat(path).body().path("stack"),
                s -> s.path("stack_status").asString("").matches("DELETE_(COMPLETE|FAILED)"));
    }

    public JsonNode resource(String stack, String resource) {
        return heat(path(stack) + "/resources/" + resource).body().path("resource");
    }

    public String physicalId(String stack, String resource) {
        return resource(stack, resource).get("physical_resource_id").asString();
    }

    public JsonNode output(String stack, String key) {
        for (JsonNode output : stack(stack).path("outputs")) {
            if (output.get("output_key").asString().equals(key)) {
                return output.get("output_value");
            }
        }
        return Json.object().path("none");
    }

    /** The servers in the stack and in the stacks inside. */
    public List<String> servers(String stack) {
        return heat(path(stack) + "/resources?nested_depth=5&type=OS::Nova::Server")
                .body()
                .path("resources")
                .valueStream()
                .map(r -> r.get("physical_resource_id").asString())
                .toList();
    }

    public void markUnhealthy(String stack, String resource) {
        heat("PATCH", path(stack) + "/resources/" + resource, Json.object().put("mark_unhealthy", true));
    }

    public static <T> T await(java.util.function.Supplier<T> look, Predicate<T> good) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!good.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time; last seen: " + seen);
            }
            LockSupport.parkNanos(2_000_000);
            seen = look.get();
        }
        return seen;
    }

    @Override
    public void close() {
        lab.close();
        http.close();
    }
}
