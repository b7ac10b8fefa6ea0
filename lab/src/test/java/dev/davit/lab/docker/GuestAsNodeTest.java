package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a server needs to become a node of a Kubernetes cluster. */
class GuestAsNodeTest {
    @AutoClose
    private final TestLab lab = new TestLab();

    @Test
    void whatAKubeletSetsForTheWholeMachineStaysInTheGuest() throws IOException {
        var here = Files.readString(Path.of("/proc/sys/kernel/panic_on_oops"));
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.run("cat /proc/sys/kernel/panic /proc/sys/vm/overcommit_memory"))
                    .isEqualTo("10\n1");
            assertThat(shell.run(
                            "echo 0 | sudo tee /proc/sys/kernel/panic_on_oops; cat /proc/sys/kernel/panic_on_oops"))
                    .isEqualTo("0\n0");
        }
        assertThat(Files.readString(Path.of("/proc/sys/kernel/panic_on_oops"))).isEqualTo(here);
    }

    @Test
    void aVirtualIpOnOneServerIsReachableFromAnother() throws IOException {
        lab.hypervisor.createServer(lab.server("one", lab.nic(10)));
        lab.hypervisor.createServer(lab.server("two", lab.nic(11)));
        try (var one = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu");
                var two = GuestShell.withPassword(lab.address(11), "ubuntu", "ubuntu")) {
            one.run("sudo ip address add " + lab.address(100) + "/24 dev eth0");
            two.run("ping -c 1 -W 5 " + lab.address(100));
            one.run("sudo ip address delete " + lab.address(100) + "/24 dev eth0");
            two.run("sudo ip address add " + lab.address(100) + "/24 dev eth0");
            one.run("ping -c 1 -W 5 " + lab.address(100));
        }
    }

    @Test
    void aMountInTheGuestReachesItsContainers() throws IOException {
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.run("findmnt --noheadings --output PROPAGATION /")).startsWith("shared");
            assertThat(shell.run("cat /etc/resolv.conf")).doesNotContain("127.0.0.11");
        }
    }
}
