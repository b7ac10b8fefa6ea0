package dev.davit.openstack.heat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.Flavours;
import dev.davit.openstack.client.Flavor;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlavorChoiceTest {
    private static final List<Flavor> FLAVORS = List.of(
            new Flavor("3", "large", 4, 4096, 8),
            new Flavor("1", "tiny", 1, 512, 1),
            new Flavor("2", "small", 1, 1024, 2));

    @Test
    void theNamedFlavorIsTaken() {
        assertThat(FlavorChoice.choose(vdu(Optional.of("large"), 1, 1, 1), FLAVORS, false))
                .isEqualTo(new FlavorChoice.Existing("large"));
    }

    @Test
    void aNamedFlavorThatIsNotThereIsAnErrorThatListsThoseThatAre() {
        assertThatThrownBy(() -> FlavorChoice.choose(vdu(Optional.of("huge"), 1, 1, 1), FLAVORS, true))
                .hasMessageContaining("'huge'")
                .hasMessageContaining("[large, small, tiny]");
    }

    @Test
    void theSmallestThatSufficesIsTaken() {
        assertThat(FlavorChoice.choose(vdu(Optional.empty(), 1, 513, 1), FLAVORS, true))
                .isEqualTo(new FlavorChoice.Existing("small"));
    }

    @Test
    void anAdministratorGetsOneMadeWhenNoneSuffices() {
        assertThat(FlavorChoice.choose(vdu(Optional.empty(), 8, 512, 1), FLAVORS, true))
                .isEqualTo(new FlavorChoice.Created(new VirtualCompute(8, 512, 1)));
    }

    @Test
    void othersAreToldWhatIsMissing() {
        assertThatThrownBy(() -> FlavorChoice.choose(vdu(Optional.empty(), 8, 512, 1), FLAVORS, false))
                .hasMessageContaining("8 vCPU, 512 MiB memory, 1 GiB disk");
    }

    private static Vdu vdu(Optional<String> flavor, int vcpus, int ram, int disk) {
        return Flavours.oneVdu("v", new VirtualCompute(vcpus, ram, disk), flavor, Flavours.image("i"))
                .vdus()
                .getFirst();
    }
}
