package dev.davit.openstack.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header Retry-After (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    /** How long the service asks to wait; a date is compared with the answer's own, since the clocks of the two machines may differ. */
    static Optional<Duration> of(Reply reply) {
        Instant answered =
                reply.headers().firstValue("Date").flatMap(RetryAfter::date).orElseGet(Instant::now);
        return reply.headers().firstValue("Retry-After").flatMap(value -> read(value, answered));
    }

    private static Optional<Duration> read(String value, Instant answered) {
        String text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return date(text).map(until -> {
            var wait = Duration.between(answered, until);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
