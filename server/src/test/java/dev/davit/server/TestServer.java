package dev.davit.server;

import dev.davit.server.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server on a free port with its own database, and a client for it. Closing removes what it left. */
public final class TestServer implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String databaseUrl;
    private final Path dataDir;
    private final ServerOptions options;
    private final HttpClient client = HttpClient.newHttpClient();
    private DavitServer server;

    private TestServer(UnaryOperator<ServerOptions> change) throws IOException {
        this.databaseUrl = TestDatabase.createEmpty();
        this.dataDir = Files.createTempDirectory("davit-server-test-");
        this.options = change.apply(ServerOptions.local(dataDir).withDatabaseUrl(databaseUrl));
        try {
            this.server = DavitServer.start(options);
        } catch (RuntimeException e) {
            removeData();
            throw e;
        }
    }

    public static TestServer start() throws IOException {
        return start(UnaryOperator.identity());
    }

    public static TestServer start(UnaryOperator<ServerOptions> change) throws IOException {
        return new TestServer(change);
    }

    /** Ends the server and starts another one on the same data. */
    public void restart(Runnable between) {
        server.close();
        between.run();
        server = DavitServer.start(options);
    }

    public String url() {
        return server.url();
    }

    public Path dataDir() {
        return dataDir;
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
                .timeout(LONG);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Reply get(String path) {
        return send(request(path));
    }

    public Reply post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    public Reply patch(String path, String json) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(json)));
    }

    public Reply put(String path, String json) {
        return send(request(path).PUT(BodyPublishers.ofString(json)));
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    public Reply upload(String packageId, Path file) throws IOException {
        return send(request("/vnfpkgm/v1/vnf_packages/" + packageId + "/package_content")
                .PUT(BodyPublishers.ofFile(file))
                .header("Content-Type", "application/zip"));
    }

    public String createPackage() {
        return post("/vnfpkgm/v1/vnf_packages", "{}").json().get("id").stringValue();
    }

    /** Creates and uploads a package and waits until it was processed. */
    public JsonNode onboard(Path file) throws IOException {
        String id = createPackage();
        Reply upload = upload(id, file);
        if (upload.status() != 202) {
            throw new AssertionError("upload answered " + upload.status() + " " + upload.text());
        }
        return settled(id);
    }

    /** The package once it is neither UPLOADING nor PROCESSING. */
    public JsonNode settled(String packageId) {
        return await(
                "/vnfpkgm/v1/vnf_packages/" + packageId,
                p -> !p.get("onboardingState").stringValue().matches("UPLOADING|PROCESSING"));
    }

    /** Asks until the answer is as wished. */
    public JsonNode await(String path, Predicate<JsonNode> wish) {
        long end = System.nanoTime() + LONG.toNanos();
        JsonNode last = get(path).json();
        while (!wish.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not as expected: " + last);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            last = get(path).json();
        }
        return last;
    }

    @Override
    public void close() {
        server.close();
        removeData();
    }

    private void removeData() {
        client.close();
        TestDatabase.drop(databaseUrl);
        TestDatabase.delete(dataDir);
    }

    /** An answer. */
    public record Reply(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public String detail() {
            return json().path("detail").asString("");
        }
    }
}
