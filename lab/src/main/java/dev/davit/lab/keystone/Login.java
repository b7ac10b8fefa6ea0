package dev.davit.lab.keystone;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Turns the credentials of POST /v3/auth/tokens into a token: password, token or application_credential; scoped or not. */
final class Login {
    private final String password;
    private final Tokens tokens;
    private final ApplicationCredentials credentials;

    Login(String password, Tokens tokens, ApplicationCredentials credentials) {
        this.password = password;
        this.tokens = tokens;
        this.credentials = credentials;
    }

    private record Proof(Directory.User user, Optional<Directory.Project> project) {}

    /** @return the token's id */
    String login(JsonNode auth) {
        List<String> methods = new ArrayList<>();
        auth.path("identity").path("methods").forEach(m -> methods.add(m.asString()));
        if (methods.isEmpty()) {
            throw ApiException.badRequest("Invalid input for field 'identity': 'methods' is a required property");
        }
        Proof proof = prove(methods.getFirst(), auth.path("identity").path(methods.getFirst()));
        return tokens.issue(proof.user(), scope(auth.path("scope"), proof), methods);
    }

    private Proof prove(String method, JsonNode given) {
        return switch (method) {
            case "password" -> {
                Directory.User user = Directory.user(given.path("user")).orElseThrow(Login::denied);
                check(password, Json.text(given.path("user"), "password", ""));
                yield new Proof(user, Optional.empty());
            }
            case "token" -> {
                Tokens.Token token = tokens.find(Json.text(given, "id", "")).orElseThrow(Login::denied);
                yield new Proof(token.user(), Optional.empty());
            }
            case "application_credential" -> {
                JsonNode credential = credentials
                        .find(given)
                        .orElseThrow(() -> ApiException.notFound(
                                "Could not find Application Credential: " + Json.text(given, "id", "") + "."));
                check(credential.get("secret").asString(), Json.text(given, "secret", ""));
                yield new Proof(
                        Directory.user(credential.get("user_id").asString()).orElseThrow(Login::denied),
                        Directory.project(credential.get("project_id").asString()));
            }
            default -> throw ApiException.badRequest("Attempted to authenticate with an unsupported method: " + method);
        };
    }

    private static Optional<Directory.Project> scope(JsonNode scope, Proof proof) {
        if (proof.project().isPresent() || !scope.isObject() || !scope.has("project")) {
            return proof.project();
        }
        return Optional.of(Directory.project(scope.get("project"))
                .filter(p -> proof.user().projects().contains(p.name()))
                .orElseThrow(Login::denied));
    }

    private static void check(String expected, String given) {
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw denied();
        }
    }

    private static ApiException denied() {
        return new ApiException(401, "Unauthorized", "The request you have made requires authentication.");
    }
}
