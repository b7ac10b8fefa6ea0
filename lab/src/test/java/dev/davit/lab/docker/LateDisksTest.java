package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lab.hypervisor.HypervisorException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes that a server gets while it runs. */
class LateDisksTest {
    @AutoClose
    private final TestLab lab = new TestLab();

    private final String volume = UUID.randomUUID().toString();
    private final String disk = "/dev/disk/by-id/virtio-" + volume.substring(0, 20);

    @BeforeEach
    void make() {
        lab.hypervisor.createVolume(volume, 2);
        lab.hypervisor.createServer(lab.server("first", lab.nic(10)));
    }

    @Test
    void aRunningServerFindsTheVolumeAsADiskOnceUntilItIsTakenAway() throws Exception {
        lab.hypervisor.attachVolume("first", volume);
        lab.hypervisor.attachVolume("first", volume);
        try (var shell = guest()) {
            assertThat(shell.run("sudo blockdev --getsize64 " + disk)).isEqualTo(Long.toString(2L << 30));
            assertThat(holders()).hasSize(1);
            lab.hypervisor.detachVolume("first", volume);
            assertThat(shell.run("test -e " + disk + " || echo gone")).isEqualTo("gone");
        }
        assertThat(holders()).isEmpty();
    }

    @Test
    void theNextServerFindsWhatIsOnItAlsoWhenTheOneBeforeHadItMounted() throws Exception {
        lab.hypervisor.attachVolume("first", volume);
        write();
        lab.hypervisor.detachVolume("first", volume);
        lab.hypervisor.createServer(lab.server("second", lab.nic(11)));
        lab.hypervisor.attachVolume("second", volume);
        assertThat(read(11)).isEqualTo("kept");
    }

    @Test
    void nothingIsLeftOfItWhenTheServerIsDeleted() throws Exception {
        lab.hypervisor.attachVolume("first", volume);
        write();
        assertThat(loopDevices()).contains(volume);
        lab.hypervisor.deleteServer("first");
        assertThat(holders()).isEmpty();
        lab.hypervisor.createServer(lab.server("second", lab.nic(10)));
        assertThat(loopDevices()).doesNotContain(volume);
        lab.hypervisor.attachVolume("second", volume);
        assertThat(read(10)).isEqualTo("kept");
    }

    @Test
    void aServerThatWasOffGetsItAgain() throws Exception {
        lab.hypervisor.attachVolume("first", volume);
        write();
        lab.hypervisor.power("first", false);
        assertThat(holders()).isEmpty();
        lab.hypervisor.attachVolume("first", volume);
        assertThat(holders()).isEmpty();
        lab.hypervisor.power("first", true);
        lab.hypervisor.attachVolume("first", volume);
        assertThat(read(10)).isEqualTo("kept");
    }

    @Test
    void aVolumeThatDoesNotExistIsAnErrorThatNamesIt() throws Exception {
        assertThatThrownBy(() -> lab.hypervisor.attachVolume("first", "no-such-volume"))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("no-such-volume");
        assertThat(holders()).isEmpty();
    }

    private void write() throws Exception {
        try (var shell = guest()) {
            shell.run("sudo mkfs.ext4 -q " + disk + " && sudo mount " + disk
                    + " /srv && echo kept | sudo tee /srv/file && sync");
        }
    }

    private String read(int host) throws Exception {
        try (var shell = GuestShell.withPassword(lab.address(host), "ubuntu", "ubuntu")) {
            return shell.run("sudo mount " + disk + " /srv && cat /srv/file");
        }
    }

    /** The files that are disks on the machine of the guests. */
    private String loopDevices() throws Exception {
        try (var shell = guest()) {
            return shell.run("cat /sys/block/loop*/loop/backing_file || true");
        }
    }

    private GuestShell guest() {
        return GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu");
    }

    private List<String> holders() {
        return lab
                .engine()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(LabObjects.LAB, lab.id, LateDisks.OF_VOLUME, volume))
                .exec()
                .stream()
                .map(container -> container.getState())
                .toList();
    }
}
