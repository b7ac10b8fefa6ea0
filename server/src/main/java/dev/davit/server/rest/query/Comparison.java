package dev.davit.server.rest.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Orders values given as text. */
final class Comparison {
    private Comparison() {}

    static int numbers(String a, String b) {
        return new BigDecimal(a).compareTo(new BigDecimal(b));
    }

    static int times(String a, String b) {
        return instant(a).compareTo(instant(b));
    }

    /** RFC 3339, also with a space for the T and without a zone (then UTC). @throws DateTimeParseException otherwise */
    static Instant instant(String text) {
        String iso = text.strip().replaceFirst(" (?=\\d)", "T").replace(' ', '+');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
    }
}
