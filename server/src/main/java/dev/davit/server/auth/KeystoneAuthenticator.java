package dev.davit.server.auth;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.engine.Caller;
import dev.davit.server.rest.http.Access;
import dev.davit.server.rest.http.Authenticator;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks tokens against Keystone. A token must be scoped to a project; role reader reads, member changes, admin does both
 * and sees all projects.
 */
public final class KeystoneAuthenticator implements Authenticator, AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");
    private static final String ADMIN = "admin";
    private static final Set<String> CHANGERS = Set.of(ADMIN, "member", "_member_");
    private static final Set<String> READERS = Set.of(ADMIN, "member", "_member_", "reader");

    private final KeystoneTokens keystone;
    private final TokenCache cache;

    /** @param keystoneUrl of version 3, e.g. http://controller:5000/v3 */
    public KeystoneAuthenticator(String keystoneUrl, InstantSource clock) {
        this.keystone = new KeystoneTokens(keystoneUrl);
        this.cache = new TokenCache(clock);
    }

    @Override
    public Caller authenticate(Optional<String> header, Access access) {
        String token = header.filter(t -> !t.isEmpty())
                .orElseThrow(() -> unauthorized("The header X-Auth-Token with a Keystone token is missing."));
        if (!TOKEN.matcher(token).matches()) {
            throw unauthorized("The token in X-Auth-Token is not one of Keystone's.");
        }
        TokenInfo info = lookUp(token)
                .orElseThrow(() -> unauthorized("The token in X-Auth-Token is not valid (any more); get a new one."));
        String project = info.project()
                .orElseThrow(() -> forbidden("The token is not scoped to a project; get one with project scope."));
        boolean allowed = switch (access) {
            case OPEN, ANY_ROLE -> true;
            case READ -> info.roles().stream().anyMatch(READERS::contains);
            case CHANGE -> info.roles().stream().anyMatch(CHANGERS::contains);
        };
        if (!allowed) {
            throw forbidden("This needs the role " + (access == Access.READ ? "reader" : "member")
                    + " in the project; the token has " + (info.roles().isEmpty() ? "none" : info.roles()) + ".");
        }
        return new Caller(project, info.user(), info.roles().contains(ADMIN));
    }

    private Optional<TokenInfo> lookUp(String token) {
        Optional<TokenCache.Answer> known = cache.get(token);
        if (known.isPresent()) {
            return known.get().token();
        }
        Optional<TokenInfo> info = keystone.validate(token);
        cache.put(token, info);
        return info;
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemDetails.of(401, "Unauthorized", detail));
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemDetails.of(403, "Forbidden", detail));
    }

    @Override
    public void close() {
        keystone.close();
    }
}
