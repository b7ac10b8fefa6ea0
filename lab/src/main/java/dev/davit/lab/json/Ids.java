package dev.davit.lab.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers and times as the APIs write them. */
public final class Ids {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Ids() {}

    /** A random UUID; none of these ids is a secret. */
    public static String uuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long least = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    /** The same 32 hex digits for the same name, so that projects and users keep their ids over restarts. */
    public static String fixed(String name) {
        return fixedUuid(name).replace("-", "");
    }

    public static String fixedUuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** e.g. 2026-01-31T12:00:00Z */
    public static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** e.g. 2026-01-31T12:00:00.000000 */
    public static String micros(Instant time) {
        return MICROS.format(time);
    }

    public static String now() {
        return seconds(Instant.now());
    }
}
