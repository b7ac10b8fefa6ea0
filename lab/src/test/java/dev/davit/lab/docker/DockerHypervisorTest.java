package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lab.hypervisor.HypervisorException;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.ServerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DockerHypervisorTest {
    @AutoClose
    private final TestLab lab = new TestLab();

    @Test
    void aServerAnswersSshWithThePasswordOfTheImage() throws Exception {
        var begin = System.nanoTime();
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            System.out.println("SSH login after "
                    + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            assertThat(shell.run("hostname; sudo id -u")).isEqualTo("vm\n0");
            assertThat(shell.run("cat /sys/class/net/eth0/address")).isEqualTo("fa:16:3e:00:00:0a");
        }
    }

    @Test
    void aUserDataScriptRunsAsRoot() throws Exception {
        var script = "#!/bin/sh\nid -un > /root/who\ntouch /done\n";
        lab.hypervisor.createServer(lab.withUserData(lab.server("vm", lab.nic(10)), script));
        try (var shell = GuestShell.withPassword(lab.address(10), "debian", "debian")) {
            shell.run("timeout 20 sh -c 'until [ -e /done ]; do sleep 0.1; done'");
            assertThat(shell.run("sudo cat /root/who")).isEqualTo("root");
        }
        assertThat(lab.hypervisor.consoleLog("vm", 200)).contains("User data done");
    }

    @Test
    void cloudConfigValuesArriveAsText() throws Exception {
        var password = "p'\"; touch /pwned; $(id) `id` & |";
        var config = """
                #cloud-config
                hostname: chosen
                ssh_pwauth: true
                chpasswd:
                  expire: false
                  list:
                    - "ubuntu:p'\\"; touch /pwned; $(id) `id` & |"
                runcmd:
                  - [touch, "/a b; touch pwned"]
                """;
        lab.hypervisor.createServer(lab.withUserData(lab.server("vm", lab.nic(10)), config));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", password)) {
            shell.run("timeout 20 sh -c 'until [ -e /etc/davit/user-data.done ]; do sleep 0.1; done'");
            assertThat(shell.run("hostname")).isEqualTo("chosen");
            assertThat(shell.run("timeout 20 sh -c 'until ls /a*; do sleep 0.1; done'"))
                    .isEqualTo("/a b; touch pwned");
            assertThat(shell.run("test -e /pwned && echo executed || echo text"))
                    .isEqualTo("text");
        }
    }

    @Test
    void aReplacedServerKeepsTheAddressOfItsPortAndGetsKeysOfItsOwn() {
        lab.hypervisor.createServer(lab.server("old", lab.nic(10)));
        final java.security.PublicKey oldKey;
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            oldKey = shell.hostKey();
        }
        lab.hypervisor.deleteServer("old");
        lab.hypervisor.createServer(lab.server("new", lab.nic(10)));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.hostKey()).isNotEqualTo(oldKey);
        }
    }

    @Test
    void aFloatingIpLeadsToItsServerForTheMachineAndForOtherServers() throws Exception {
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        lab.hypervisor.createServer(lab.server("other", lab.nic(11)));
        var floating = "198.18." + (System.nanoTime() & 127) + "." + (1 + (System.nanoTime() >> 8 & 127));
        lab.hypervisor.translate(Map.of(floating, lab.address(10)));
        try (var shell = GuestShell.withPassword(floating, "ubuntu", "ubuntu")) {
            assertThat(shell.run("hostname")).isEqualTo("vm");
        }
        try (var shell = GuestShell.withPassword(lab.address(11), "ubuntu", "ubuntu")) {
            assertThat(shell.run("timeout 10 bash -c 'head -c 4 </dev/tcp/" + floating + "/22'"))
                    .isEqualTo("SSH-");
            lab.hypervisor.translate(Map.of());
            assertThat(shell.run("timeout 2 bash -c 'head -c 4 </dev/tcp/" + floating + "/22' || echo nothing"))
                    .contains("nothing");
        }
    }

    @Test
    void anAddressInUseIsNamedInTheError() {
        lab.hypervisor.createServer(lab.server("one", lab.nic(10)));
        assertThatThrownBy(() -> lab.hypervisor.createServer(lab.server("two", lab.nic(10))))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining(lab.address(10))
                .hasMessageContaining("in use by another server");
        assertThat(lab.hypervisor.running("two")).isEmpty();
    }

    @Test
    void aServerHasAllItsNicsAndVolumes() throws Exception {
        var second = lab.hypervisor.createNetwork(new NetworkSpec("net2", "net2", "10.10.1.0/24", false));
        var other = Ipv4Cidr.parse(second.cidr()).address(20);
        lab.hypervisor.createVolume("vol", 1);
        var plain = lab.server("vm", lab.nic(10), new ServerSpec.Nic("p2", "net2", "fa:16:3e:00:01:02", other));
        lab.hypervisor.createServer(lab.withVolume(plain, "vol"));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.run("ip -4 -o address show; ip link"))
                    .contains(other)
                    .contains("fa:16:3e:00:01:02");
            assertThat(shell.run("ip route show default")).contains(lab.network.gateway());
            assertThat(shell.run("mountpoint /mnt/vdb")).contains("is a mountpoint");
        }
        try (var shell = GuestShell.withPassword(other, "ubuntu", "ubuntu")) {
            assertThat(shell.run("hostname")).isEqualTo("vm");
        }
    }

    @Test
    void aVolumeIsADiskThatKeepsWhatIsOnItForTheNextServer() throws Exception {
        String volume = "2ce2bd5c-7c1b-4c65-b6f2-1f0f0f0f0f0f";
        String disk = "/dev/disk/by-id/virtio-2ce2bd5c-7c1b-4c65-b";
        lab.hypervisor.createVolume(volume, 2);
        lab.hypervisor.createServer(lab.withVolume(lab.server("first", lab.nic(10)), volume));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.run("sudo blockdev --getsize64 " + disk)).isEqualTo(Long.toString(2L << 30));
            shell.run(
                    "sudo mkfs.ext4 -q " + disk + " && sudo mount " + disk + " /srv && echo kept | sudo tee /srv/file");
        }
        lab.hypervisor.deleteServer("first");
        lab.hypervisor.createServer(lab.withVolume(lab.server("second", lab.nic(10)), volume));
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.run("sudo mount " + disk + " /srv && cat /srv/file"))
                    .isEqualTo("kept");
        }
    }

    @Test
    void aServerKeepsAddressKeysAndFilesWhenItIsSwitchedOffAndOn() throws Exception {
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        final java.security.PublicKey key;
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            key = shell.hostKey();
            shell.run("sudo sh -c 'echo kept > /var/lib/kept'");
        }
        lab.hypervisor.power("vm", false);
        lab.hypervisor.power("vm", false);
        assertThat(lab.hypervisor.running("vm")).contains(false);
        lab.hypervisor.power("vm", true);
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            assertThat(shell.hostKey()).isEqualTo(key);
            assertThat(shell.run("cat /var/lib/kept")).isEqualTo("kept");
        }
    }

    @Test
    void everyCallMayBeRepeated() {
        var spec = lab.server("vm", lab.nic(10));
        lab.hypervisor.createServer(spec);
        lab.hypervisor.createServer(spec);
        lab.hypervisor.createVolume("vol", 1);
        lab.hypervisor.createVolume("vol", 1);
        assertThat(lab.hypervisor.createNetwork(new NetworkSpec("net", "net", "10.10.0.0/24", false)))
                .isEqualTo(lab.network);
        for (int n = 0; n < 2; n++) {
            lab.hypervisor.deleteServer("vm");
            lab.hypervisor.deleteVolume("vol");
            lab.hypervisor.deleteNetwork("net");
        }
        assertThat(lab.hypervisor.running("vm")).isEmpty();
    }

    @Test
    void aFixedCidrThatIsTakenIsRefused() {
        assertThatThrownBy(
                        () -> lab.hypervisor.createNetwork(new NetworkSpec("again", "again", lab.network.cidr(), true)))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining(lab.network.cidr())
                .hasMessageContaining("overlaps");
    }

    @Test
    void labsDoNotDisturbEachOtherAndPurgeLeavesNothing() {
        try (var other = new TestLab()) {
            lab.hypervisor.createVolume("vol", 1);
            lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
            other.hypervisor.createServer(other.server("vm", other.nic(10)));
            assertThat(other.network.cidr()).isNotEqualTo(lab.network.cidr());
            lab.hypervisor.purge();
            assertThat(lab.hypervisor.running("vm")).isEmpty();
            assertThat(leftOf(lab)).isEmpty();
            assertThat(other.hypervisor.running("vm")).contains(true);
        }
    }

    private static List<String> leftOf(TestLab lab) {
        var label = "dev.davit.lab=" + lab.id;
        var docker = lab.engine().client();
        var containers = docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec().stream()
                .map(container -> "container " + container.getId());
        var networks = docker.listNetworksCmd().withFilter("label", List.of(label)).exec().stream()
                .map(network -> "network " + network.getName());
        var volumes = docker.listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes().stream()
                .map(volume -> "volume " + volume.getName());
        return java.util.stream.Stream.of(containers, networks, volumes)
                .flatMap(stream -> stream)
                .toList();
    }
}
