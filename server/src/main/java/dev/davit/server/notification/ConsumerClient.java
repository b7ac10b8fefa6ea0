package dev.davit.server.notification;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
        return http.send(attempt.build(), BodyHandlers.discarding()).statusCode();
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
        var response = http.send(
                HttpRequest.newBuilder(oauth.tokenEndpoint())
                        .timeout(TIMEOUT)
                        .header("Authorization", basic(user, password))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the token endpoint answered " + response.statusCode());
            }
            String token = Subscriptions.JSON
                    .readTree(body.readNBytes(MAX_TOKEN_BYTES))
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
