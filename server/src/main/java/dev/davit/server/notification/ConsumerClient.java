package dev.davit.server.notification;

import dev.davit.lifecycle.outbound.Destination;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Talks to subscribers. Follows no redirects, and says nothing of credentials in its answers. */
public final class ConsumerClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int MAX_TOKEN_BYTES = 64 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<ConsumerAuthentication, String> tokens = new ConcurrentHashMap<>();

    /** GET on a callback URI must give 204. @return what went wrong */
    Optional<String> test(URI callback, ConsumerAuthentication authentication) {
        return send(HttpRequest.newBuilder(callback).GET(), authentication);
    }

    /** @return what went wrong; empty when the subscriber has taken it */
    Optional<String> deliver(URI callback, ConsumerAuthentication authentication, String body) {
        return send(
                HttpRequest.newBuilder(callback)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                authentication);
    }

    private Optional<String> send(HttpRequest.Builder request, ConsumerAuthentication authentication) {
        try {
            refuse(request.copy().build().uri());
            int status = attempt(request, authentication);
            if (status == UNAUTHORIZED && tokens.remove(authentication) != null) {
                status = attempt(request, authentication);
            }
            return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private int attempt(HttpRequest.Builder request, ConsumerAuthentication authentication)
            throws IOException, InterruptedException {
        HttpRequest.Builder attempt = request.copy().timeout(TIMEOUT);
        switch (authentication) {
            case ConsumerAuthentication.None none -> {}
            case ConsumerAuthentication.Basic basic ->
                attempt.header("Authorization", basic(basic.userName(), basic.password()));
            case ConsumerAuthentication.ClientCredentials oauth ->
                attempt.header("Authorization", "Bearer " + token(oauth));
        }
        var response = http.send(attempt.build(), BodyHandlers.ofInputStream());
        // What it says beside the status is of no interest, and might never end.
        response.body().close();
        return response.statusCode();
    }

    /** This machine is fine, for an NFVO may run here; but no cloud's metadata service takes notifications. */
    private static void refuse(URI uri) throws IOException {
        Optional<String> address = Destination.refused(uri.getHost(), true);
        if (address.isPresent()) {
            throw new IOException(uri.getHost() + " leads to " + address.get() + ", which the server does not send to");
        }
    }

    /** The answer to a request, whole; the JDK's own time-out ends with the header. */
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
        var pending = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_TOKEN_BYTES));
        try {
            return pending.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + TIMEOUT.toSeconds() + " s", e);
        } finally {
            pending.cancel(true);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String token(ConsumerAuthentication.ClientCredentials oauth) throws IOException, InterruptedException {
        String known = tokens.get(oauth);
        if (known != null) {
            return known;
        }
        String user = URLEncoder.encode(oauth.clientId(), StandardCharsets.UTF_8);
        String password = URLEncoder.encode(oauth.clientPassword(), StandardCharsets.UTF_8);
        refuse(oauth.tokenEndpoint());
        var response = whole(HttpRequest.newBuilder(oauth.tokenEndpoint())
                .header("Authorization", basic(user, password))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        try {
            if (response.statusCode() != 200) {
                throw new IOException("the token endpoint answered " + response.statusCode());
            }
            String token = Subscriptions.JSON
                    .readTree(response.body())
                    .path("access_token")
                    .asString("");
            if (token.isEmpty()) {
                throw new IOException("the token endpoint gave no access_token");
            }
            tokens.put(oauth, token);
            return token;
        } catch (tools.jackson.core.JacksonException e) {
            throw new IOException("the token endpoint did not answer with JSON");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
