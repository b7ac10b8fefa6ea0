package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.remote.HostKeys;
import dev.davit.remote.RemoteHosts;
import dev.davit.testbed.Packages;
import dev.davit.testbed.Requests;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DriverPlanTest {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000000");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000000");

    @AutoClose
    private final RemoteHosts hosts = new RemoteHosts(HostKeys.inMemory());

    private final PrivateRegistryDriver driver = new PrivateRegistryDriver(hosts, RegistryDriverSettings.DEFAULT);

    @Test
    void theStepsOfAHostAreVisible() {
        var network = Network.of(Network.login()).vm(A, "RegistryVDU", "server", "10.0.0.1");
        var plan = Hooks.plan(
                driver, LifecycleHook.INSTANTIATE_END, network.work(Packages.empty()), Requests.instantiate());
        assertThat(plan).hasSize(1);
        assertThat(plan.getFirst())
                .containsExactly(
                        "wait for ssh [RegistryVDU]",
                        "recognise os [RegistryVDU]",
                        "apply proxy [RegistryVDU]",
                        "install docker [RegistryVDU]",
                        "pull registry image [RegistryVDU]",
                        "run registry [RegistryVDU]",
                        "verify registry [RegistryVDU]");
    }

    @Test
    void anImageOfThePackageIsLoadedInsteadOfPulled() throws Exception {
        var parameters = Network.login().put("image_path", Network.IMAGE);
        var network = Network.of(parameters).vm(A, "VDU", "server", "10.0.0.1");
        var work = network.work(Packages.withFile(Network.IMAGE, Path.of("/dev/null")));
        assertThat(Hooks.plan(driver, LifecycleHook.INSTANTIATE_END, work, Requests.instantiate())
                        .getFirst())
                .contains("load registry image [VDU]")
                .doesNotContain("pull registry image [VDU]");
    }

    @Test
    void severalHostsOfAVduAreToldApartAndWorkedOnSideBySide() {
        var network = Network.of(Network.login()).vm(A, "VDU", "s1", "10.0.0.1").vm(B, "VDU", "s2", "10.0.0.2");
        var plan = Hooks.plan(
                driver, LifecycleHook.INSTANTIATE_END, network.work(Packages.empty()), Requests.instantiate());
        assertThat(plan)
                .extracting(lane -> lane.getFirst())
                .containsExactly("wait for ssh [VDU-aaaaaaaa]", "wait for ssh [VDU-bbbbbbbb]");
    }

    @Test
    void healingOfAVnfcConcernsThatOneOnly() {
        var work = Network.of(Network.login())
                .vm(A, "VDU", "s1", "10.0.0.1")
                .vm(B, "VDU", "s2", "10.0.0.2")
                .work(Packages.empty());
        assertThat(Hooks.plan(driver, LifecycleHook.HEAL_END, work, Requests.heal(B)))
                .extracting(lane -> lane.getFirst())
                .containsExactly("wait for ssh [VDU-bbbbbbbb]");
        assertThat(Hooks.plan(driver, LifecycleHook.HEAL_END, work, Requests.heal()))
                .hasSize(2);
    }

    @Test
    void otherHooksDoNothing() {
        var work = Network.of(Network.login()).vm(A, "VDU", "s1", "10.0.0.1").work(Packages.empty());
        assertThat(driver.hook(LifecycleHook.HEAL_START, work, Requests.heal())).isEmpty();
        assertThat(driver.hook(LifecycleHook.TERMINATE_END, work, Requests.heal()))
                .isEmpty();
    }

    @Test
    void aRequestWithBadParametersIsRefused() {
        var work = Network.of(Network.login().put("port_no", "x")).work(Packages.empty());
        assertThatThrownBy(() -> driver.validate(work, Requests.instantiate()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("private_registry_installation_param.port_no");
    }
}
