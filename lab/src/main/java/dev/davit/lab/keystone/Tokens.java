package dev.davit.lab.keystone;

import dev.davit.lab.http.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tokens in circulation. */
public final class Tokens {
    /** @param project empty when unscoped */
    record Token(
            Directory.User user,
            Optional<Directory.Project> project,
            List<String> methods,
            Instant issued,
            Instant expires) {
        Caller caller() {
            return new Caller(
                    user.id(),
                    user.name(),
                    project.map(Directory.Project::id).orElse(""),
                    project.map(Directory.Project::name).orElse(""),
                    user.admin(),
                    methods.contains("application_credential"));
        }
    }

    private static final int SWEEP_AT = 1000;
    private final ConcurrentMap<String, Token> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration lifetime;
    private final InstantSource clock;

    public Tokens(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    String issue(Directory.User user, Optional<Directory.Project> project, List<String> methods) {
        byte[] bytes = new byte[96];
        random.nextBytes(bytes);
        String id = "gAAAAA" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        if (tokens.size() >= SWEEP_AT) {
            tokens.values().removeIf(t -> !t.expires().isAfter(now));
        }
        tokens.put(id, new Token(user, project, methods, now, now.plus(lifetime)));
        return id;
    }

    Optional<Token> find(String id) {
        return Optional.ofNullable(tokens.get(id)).filter(t -> t.expires().isAfter(clock.instant()));
    }

    void revoke(String id) {
        tokens.remove(id);
    }

    /** What a token means to the other services. */
    public Optional<Caller> caller(String id) {
        return find(id).map(Token::caller);
    }
}
