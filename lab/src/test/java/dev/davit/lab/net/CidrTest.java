package dev.davit.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CidrTest {
    @Test
    void knowsItsAddresses() {
        Cidr cidr = Cidr.of("10.10.0.0/24");
        assertThat(cidr.host(1)).isEqualTo("10.10.0.1");
        assertThat(Cidr.text(cidr.last())).isEqualTo("10.10.0.255");
        assertThat(cidr.contains(Cidr.number("10.10.1.0"))).isFalse();
    }

    @Test
    void refusesWhatIsNone() {
        for (String wrong : new String[] {
            "10.0.0.0", "10.0.0/24", "10.0.0.256/24", "10.0.0.0/33", "10.0.0.1/24", "a/24", "10.0.0.0/x"
        }) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Cidr.of(wrong));
        }
    }
}
