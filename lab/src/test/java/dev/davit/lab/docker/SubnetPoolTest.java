package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class SubnetPoolTest {
    @Test
    void aPoolIsCutIntoAllItsNetworksOnce() {
        assertThat(new SubnetPool("10.8.0.0/22", 24).networks("any"))
                .extracting(Ipv4Cidr::toString)
                .containsExactlyInAnyOrder("10.8.0.0/24", "10.8.1.0/24", "10.8.2.0/24", "10.8.3.0/24");
    }

    @Test
    void aPoolThatCannotBeCutIsRefused() {
        assertThatThrownBy(() -> new SubnetPool("10.8.0.0/24", 16)).hasMessageContaining("10.8.0.0/24");
    }

    @Test
    void thePoolCanBeChosen() {
        var properties = new Properties();
        properties.setProperty("davit.lab.subnet-pool", "10.8.0.0/20");
        assertThat(SubnetPool.fromProperties(properties)).isEqualTo(new SubnetPool("10.8.0.0/20", 24));
    }

    @Test
    void networksOverlapWhenOneHoldsTheOther() {
        var wide = Ipv4Cidr.parse("10.8.0.0/16");
        assertThat(wide.overlaps(Ipv4Cidr.parse("10.8.3.0/24"))).isTrue();
        assertThat(Ipv4Cidr.parse("10.8.3.0/24").overlaps(wide)).isTrue();
        assertThat(Ipv4Cidr.parse("10.9.3.0/24").overlaps(wide)).isFalse();
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        for (var text : new String[] {"10.8.0.0", "10.8.0.256/24", "10.8.0.0/33", "x/24", "fd00::/8"}) {
            assertThatThrownBy(() -> Ipv4Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
