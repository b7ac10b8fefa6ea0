package dev.davit.server.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What Keystone says of a valid token. @param project empty for a token without project scope @param roles in lower case */
record TokenInfo(Optional<String> project, String user, Set<String> roles, Instant expiresAt) {
    TokenInfo {
        roles = Set.copyOf(roles);
    }
}
