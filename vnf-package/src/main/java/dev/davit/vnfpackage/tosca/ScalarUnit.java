package dev.davit.vnfpackage.tosca;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TOSCA's numbers with units (TOSCA Simple Profile 1.2 clause 3.2.6): decimal and binary prefixes are told apart, units may be
 * written in any case, with or without a space.
 *
 * @param amount in the base unit: bytes, seconds, hertz or bits per second
 */
public record ScalarUnit(BigDecimal amount) implements Comparable<ScalarUnit> {
    private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,30}(?:\\.\\d{1,30})?)\\s*([A-Za-z]{1,5})");

    /** The dimension of a unit. */
    public enum Dimension {
        SIZE(
                "1 GiB",
                Map.of(
                        "b",
                        "1",
                        "kb",
                        "1000",
                        "kib",
                        "1024",
                        "mb",
                        "1000000",
                        "mib",
                        "1048576",
                        "gb",
                        "1000000000",
                        "gib",
                        "1073741824",
                        "tb",
                        "1000000000000",
                        "tib",
                        "1099511627776")),
        TIME(
                "10 s",
                Map.of(
                        "d",
                        "86400",
                        "h",
                        "3600",
                        "m",
                        "60",
                        "s",
                        "1",
                        "ms",
                        "0.001",
                        "us",
                        "0.000001",
                        "ns",
                        "0.000000001")),
        FREQUENCY("2.4 GHz", Map.of("hz", "1", "khz", "1000", "mhz", "1000000", "ghz", "1000000000")),
        BITRATE(
                "10 Mbps",
                Map.of(
                        "bps",
                        "1",
                        "kbps",
                        "1000",
                        "kibps",
                        "1024",
                        "mbps",
                        "1000000",
                        "mibps",
                        "1048576",
                        "gbps",
                        "1000000000",
                        "gibps",
                        "1073741824",
                        "tbps",
                        "1000000000000",
                        "tibps",
                        "1099511627776"));

        private final String example;
        private final Map<String, String> units;

        Dimension(String example, Map<String, String> units) {
            this.example = example;
            this.units = units;
        }

        public String example() {
            return example;
        }

        /** The dimension of {@code scalar-unit.size} and its like. */
        public static Optional<Dimension> ofType(String type) {
            for (Dimension dimension : values()) {
                if (type.equals("scalar-unit." + dimension.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(dimension);
                }
            }
            return Optional.empty();
        }
    }

    public static Optional<ScalarUnit> parse(Dimension dimension, String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(dimension.units.get(matcher.group(2).toLowerCase(Locale.ROOT)))
                .map(factor -> new ScalarUnit(new BigDecimal(matcher.group(1)).multiply(new BigDecimal(factor))));
    }

    /** How many units of {@code unitSize} hold the amount; a part of a unit counts as one. */
    public long roundedUp(long unitSize) {
        BigDecimal units = amount.divide(BigDecimal.valueOf(unitSize), 0, RoundingMode.CEILING);
        return units.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    @Override
    public int compareTo(ScalarUnit other) {
        return amount.compareTo(other.amount);
    }
}
