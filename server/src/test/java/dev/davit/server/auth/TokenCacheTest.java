package dev.davit.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private Instant now = Instant.EPOCH;
    private final TokenCache cache = new TokenCache(() -> now);

    private static TokenInfo expiringAfter(Duration life) {
        return new TokenInfo(Optional.of("p"), "u", Set.of("member"), Instant.EPOCH.plus(life));
    }

    @Test
    void anAnswerIsRememberedForAMinute() {
        cache.put("token", Optional.of(expiringAfter(Duration.ofHours(1))));
        now = now.plusSeconds(59);
        assertThat(cache.get("token")).isPresent();
        now = now.plusSeconds(1);
        assertThat(cache.get("token")).isEmpty();
    }

    @Test
    void noAnswerOutlivesItsToken() {
        cache.put("token", Optional.of(expiringAfter(Duration.ofSeconds(10))));
        now = now.plusSeconds(10);
        assertThat(cache.get("token")).isEmpty();
    }

    @Test
    void aRefusalIsRememberedShortly() {
        cache.put("token", Optional.empty());
        assertThat(cache.get("token").orElseThrow().token()).isEmpty();
        now = now.plusSeconds(5);
        assertThat(cache.get("token")).isEmpty();
    }
}
