package dev.davit.vnfpackage.descriptor;

import dev.davit.vnfpackage.tosca.ScalarUnit;
import dev.davit.vnfpackage.yaml.YamlMapping;
import java.util.Optional;

/** Numbers out of checked values. A value that failed its check reads as absent; its problem is already known. */
final class Scalars {
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;

    private Scalars() {}

    static Optional<Integer> integer(YamlMapping values, String... path) {
        return values.text(path).filter(t -> t.matches("[+-]?\\d{1,18}")).map(t ->
                (int) Math.clamp(Long.parseLong(t), Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** A size in units of {@code unit} bytes, rounded up. */
    static Optional<Long> size(long unit, YamlMapping values, String... path) {
        return values.text(path)
                .flatMap(t -> ScalarUnit.parse(ScalarUnit.Dimension.SIZE, t))
                .map(s -> s.roundedUp(unit));
    }

    static int sizeInt(long unit, YamlMapping values, String... path) {
        return (int) Math.min(Integer.MAX_VALUE, size(unit, values, path).orElse(0L));
    }
}
