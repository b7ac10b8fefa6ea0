package dev.davit.driver.registry;

import static dev.davit.driver.registry.RegistryGuests.VNFC;
import static dev.davit.driver.registry.RegistryGuests.parameters;
import static dev.davit.driver.registry.RegistryGuests.registryPackage;
import static dev.davit.lifecycle.plan.StepResult.Effect.CHANGED;
import static dev.davit.lifecycle.plan.StepResult.Effect.CREATED;
import static dev.davit.lifecycle.plan.StepResult.Effect.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.testbed.PlanRun;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Registries whose images are on a volume, on real machines. */
class DataVolumeOnGuestTest {
    private static final String VOLUME = "2ce2bd5c-7c1b-4c65-b6f2-1f0f0f0f0f0f";
    private static final String DISK = "/dev/disk/by-id/virtio-2ce2bd5c-7c1b-4c65-b";
    private static final String DATA = "/var/lib/davit-registry";

    @AutoClose
    private final RegistryGuests guests = new RegistryGuests();

    private PlanRun run(String serverId, String address) throws Exception {
        return Hooks.instantiate(
                guests.driver(),
                Network.of(parameters())
                        .vm(VNFC, "VDU1", serverId, address)
                        .volume(VOLUME)
                        .work(registryPackage()));
    }

    @Test
    void aNewVolumeIsFormattedAndASecondRunDoesNothing() throws Exception {
        String address = guests.lab.guestWithVolume("server", 10, VOLUME);
        assertThat(run("server", address).effects())
                .containsEntry("mount data volume", CREATED)
                .containsEntry("run registry", CREATED);
        assertThat(guests.shell(address, "findmnt --noheadings --output FSTYPE --mountpoint " + DATA))
                .isEqualTo("ext4");
        assertThat(guests.shell(address, "grep -c " + DATA + " /etc/fstab")).isEqualTo("1");
        assertThat(run("server", address).effects().values()).containsOnly(NOTHING);
    }

    @Test
    void theNextMachineWithTheVolumeHasItsImages() throws Exception {
        String old = guests.lab.guestWithVolume("old", 10, VOLUME);
        run("old", old);
        guests.shell(old, "touch " + DATA + "/image");
        guests.lab.delete("old");
        String next = guests.lab.guestWithVolume("new", 11, VOLUME);
        assertThat(run("new", next).effects()).containsEntry("mount data volume", CHANGED);
        assertThat(guests.shell(next, "ls " + DATA)).contains("image");
        assertThat(RegistryGuests.status(next, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void whatIsNoFileSystemIsNeverOverwritten() throws Exception {
        String address = guests.prepared(guests.lab.guestWithVolume("server", 10, VOLUME), "mkswap " + DISK);
        var failure = catchThrowableOfType(StepFailedException.class, () -> run("server", address))
                .failure();
        assertThat(failure.what()).contains(VOLUME).contains("has something on it that is no file system");
        assertThat(guests.shell(address, "blkid --probe --output export " + DISK))
                .contains("TYPE=swap");
    }

    @Test
    void aVolumeThatTheMachineUsesForSomethingElseIsLeftAlone() throws Exception {
        String address = guests.prepared(
                guests.lab.guestWithVolume("server", 10, VOLUME),
                "mkfs.ext4 -q " + DISK + "; mkdir /srv/other; mount " + DISK + " /srv/other");
        assertThat(run("server", address).effects()).containsEntry("mount data volume", NOTHING);
        assertThat(guests.shell(address, "findmnt --noheadings --output TARGET --source " + DISK))
                .isEqualTo("/srv/other");
    }

    @Test
    void aVolumeThatIsNotAttachedIsSaid() throws Exception {
        String address = guests.lab.guest("server", 10);
        var failure = catchThrowableOfType(StepFailedException.class, () -> run("server", address))
                .failure();
        assertThat(failure.what()).contains("the VM has no disk of volume " + VOLUME);
        assertThat(failure.advice().orElseThrow()).contains("openstack volume show " + VOLUME);
    }
}
