package dev.davit.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a moment what Keystone said of tokens. Tokens themselves are not kept, only their hashes; the number of
 * entries is bounded, and none outlives its token.
 */
final class TokenCache {
    static final Duration VALID = Duration.ofSeconds(60);
    static final Duration REFUSED = Duration.ofSeconds(5);
    private static final int MAX_ENTRIES = 10_000;

    /** @param token empty for one that Keystone refused */
    record Answer(Optional<TokenInfo> token, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    TokenCache(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Optional<Answer> get(String token) {
        String key = hash(token);
        Optional<Answer> answer = Optional.ofNullable(answers.get(key));
        if (answer.filter(a -> !clock.instant().isBefore(a.until())).isPresent()) {
            answers.remove(key);
            return Optional.empty();
        }
        return answer;
    }

    synchronized void put(String token, Optional<TokenInfo> info) {
        Instant now = clock.instant();
        Instant until = info.map(i -> {
                    Instant late = now.plus(VALID);
                    return late.isBefore(i.expiresAt()) ? late : i.expiresAt();
                })
                .orElse(now.plus(REFUSED));
        answers.put(hash(token), new Answer(info, until));
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
