package dev.davit.vnfpackage.tosca;

import static dev.davit.vnfpackage.tosca.ScalarUnit.Dimension.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ScalarUnitPropertyTest {
    private static final long MIB = 1L << 20;

    @Property
    void aWholeNumberOfGibibytesIsExact(@ForAll @LongRange(min = 0, max = 1L << 32) long n) {
        assertThat(size(n + " GiB").amount())
                .isEqualByComparingTo(BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(1L << 30)));
    }

    @Property
    void roundingUpNeverLosesAByte(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        long mib = size(bytes + " B").roundedUp(MIB);
        assertThat(mib * MIB).isBetween(bytes, bytes + MIB - 1);
    }

    @Property
    void caseAndSpacesDoNotMatter(@ForAll @LongRange(min = 0, max = 1000) long n) {
        assertThat(size(n + "gib")).isEqualTo(size(n + "  GiB")).isEqualTo(size(n + " GIB"));
    }

    @Example
    void decimalAndBinaryUnitsDiffer() {
        assertThat(size("2 GB").roundedUp(MIB)).isEqualTo(1908);
        assertThat(size("2 GiB").roundedUp(MIB)).isEqualTo(2048);
        assertThat(size("512 MB").amount()).isEqualByComparingTo("512000000");
        assertThat(size("1.5 kB").amount()).isEqualByComparingTo("1500");
    }

    @Example
    void aNumberWithoutUnitOrWithAnUnknownOneIsNone() {
        assertThat(ScalarUnit.parse(SIZE, "512")).isEmpty();
        assertThat(ScalarUnit.parse(SIZE, "GiB")).isEmpty();
        assertThat(ScalarUnit.parse(SIZE, "1 G")).isEmpty();
        assertThat(ScalarUnit.parse(SIZE, "1e9 B")).isEmpty();
    }

    private static ScalarUnit size(String text) {
        return ScalarUnit.parse(SIZE, text).orElseThrow();
    }
}
