package dev.davit.lifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ScalingTest {
    @AutoClose
    private final Workbench bench = new Workbench();

    private final VnfInstance instance = bench.instantiated();

    private Scaling scaling(boolean out, int steps) {
        return Scaling.of(instance, SmallVnf.flavour(), (LcmRequest.Scale) Workbench.scale(out, steps));
    }

    private void refused(DeploymentFlavour flavour, boolean out, int steps, int status, String message) {
        assertThatThrownBy(() -> Scaling.of(instance, flavour, (LcmRequest.Scale) Workbench.scale(out, steps)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status))
                .hasMessageContaining(message);
    }

    @Test
    void theNewestVnfcsOfTheScaledVduLeave() {
        List<UUID> workers = instance.instantiated().map(InstantiatedVnfInfo::vnfcs).orElseThrow().stream()
                .filter(vnfc -> vnfc.vduId().equals("worker"))
                .map(VnfcResourceInfo::id)
                .toList();
        assertThat(scaling(false, 1).work().leaving()).containsExactly(workers.getLast());
    }

    @Test
    void nobodyLeavesOnScaleOut() {
        assertThat(scaling(true, 2).work().leaving()).isEmpty();
    }

    @Test
    void askedAgainItGivesTheSame() {
        assertThat(scaling(false, 1)).isEqualTo(scaling(false, 1));
    }

    @Test
    void theLevelMovesByTheSteps() {
        assertThat(scaling(true, 2).targetLevel()).isEqualTo(3);
        assertThat(scaling(false, 1).targetLevel()).isZero();
        assertThat(scaling(true, 2)
                        .applied(instance)
                        .instantiated()
                        .orElseThrow()
                        .scaleLevel("workers"))
                .isEqualTo(3);
    }

    @Test
    void theAspectsRangeIsKept() {
        refused(SmallVnf.flavour(), true, 3, 409, "its scale level is 1, the lowest is 0, the highest 3");
        refused(SmallVnf.flavour(), false, 2, 409, "its scale level is 1");
    }

    @Test
    void theVdusRangeIsKept() {
        refused(SmallVnf.flavour(Map.of(), 3), true, 2, 409, "VDU 'worker' would have 4 instances; it has 2 now");
    }

    @Test
    void lessThanOneStepIsRefused() {
        refused(SmallVnf.flavour(), true, 0, 400, "numberOfSteps");
        refused(SmallVnf.flavour(), false, -1, 400, "numberOfSteps");
    }
}
