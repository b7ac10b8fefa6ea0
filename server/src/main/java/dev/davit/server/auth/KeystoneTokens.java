package dev.davit.server.auth;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Keystone about tokens: {@code GET /auth/tokens}, where a token vouches for itself. */
final class KeystoneTokens implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI url;
    private HttpClient client;

    KeystoneTokens(String keystoneUrl) {
        this.url = URI.create(keystoneUrl.replaceAll("/+$", "") + "/auth/tokens");
    }

    /**
     * @return empty when Keystone does not know the token
     * @throws ProblemException 503 when Keystone cannot be asked
     */
    Optional<TokenInfo> validate(String token) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", token)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> response = client().send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> Optional.of(parse(response.body()));
                case 401, 404 -> Optional.empty();
                default -> throw unavailable("it answered with status " + response.statusCode(), Optional.empty());
            };
        } catch (IOException e) {
            throw unavailable("it cannot be reached (" + e.getClass().getSimpleName() + ")", Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the server stops", Optional.of(e));
        }
    }

    private TokenInfo parse(String body) {
        try {
            JsonNode token = JsonMapper.shared().readTree(body).path("token");
            var roles = new HashSet<String>();
            token.path("roles")
                    .forEach(r -> roles.add(r.path("name").asString("").toLowerCase(Locale.ROOT)));
            return new TokenInfo(
                    Optional.of(token.path("project").path("id").asString("")).filter(id -> !id.isEmpty()),
                    token.path("user").path("name").asString(""),
                    roles,
                    OffsetDateTime.parse(token.path("expires_at").asString("")).toInstant());
        } catch (JacksonException | DateTimeParseException e) {
            throw unavailable("its answer makes no sense", Optional.of(e));
        }
    }

    private ProblemException unavailable(String reason, Optional<Exception> cause) {
        var problem = ProblemDetails.of(
                503,
                "Service Unavailable",
                "The token cannot be checked: Keystone at " + url.getScheme() + "://" + url.getAuthority() + ": "
                        + reason + ". Check the server's option --keystone-url, and that Keystone runs.");
        return cause.map(c -> new ProblemException(problem, c)).orElseGet(() -> new ProblemException(problem));
    }

    /** Made when first needed: it costs a tenth of a second that the server's start can do without. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
